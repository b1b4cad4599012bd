package assets

import (
	"embed"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

//go:embed icons/*.svg
var icons embed.FS

// IconName names one of the window's own icons.
type IconName string

// The icons: pages first, then things. Icons of stages are found with StageIcon.
const (
	IconDesk      IconName = "desk"
	IconCase      IconName = "case"
	IconTrack     IconName = "track"
	IconDashboard IconName = "dashboard"
	IconIntake    IconName = "intake"
	IconHistory   IconName = "history"
	IconPublish   IconName = "publish"
	IconSettings  IconName = "settings"
	IconAccepted  IconName = "accepted" // a follow-up was found good
	IconRefused   IconName = "refused"  // a follow-up goes back to its maker
	IconEmpty     IconName = "empty"    // nothing is here
	IconPhoto     IconName = "photo"
	IconLock      IconName = "lock" // not public
	IconQuestion  IconName = "question"
	IconDot       IconName = "dot" // a mark on a line
)

// Icons returns the names of all icons but those of stages; the slice is the caller's own.
func Icons() []IconName {
	return []IconName{
		IconDesk, IconCase, IconTrack, IconDashboard, IconIntake, IconHistory, IconPublish, IconSettings, IconAccepted, IconRefused,
		IconEmpty, IconPhoto, IconLock, IconQuestion, IconDot,
	}
}

// Themed returns the icon in the colour of text; it follows the theme. An unknown name gives the question mark of
// IconQuestion.
func Themed(name IconName) fyne.Resource { return theme.NewThemedResource(source(name)) }

// Coloured returns the icon in the colour that the theme has under c; it follows the theme.
func Coloured(name IconName, c fyne.ThemeColorName) fyne.Resource {
	return theme.NewColoredResource(source(name), c)
}

// StageIcon returns the name of the icon of a stage, for example "follow_up". A stage that is not known has the icon of
// IconQuestion.
func StageIcon(stage string) IconName {
	if _, ok := stageColours[stage]; !ok {
		return IconQuestion
	}
	return IconName("stage-" + stage)
}

func source(name IconName) fyne.Resource {
	file := string(name) + ".svg"
	content, err := icons.ReadFile("icons/" + file)
	if err != nil {
		fyne.LogError(fmt.Sprintf("no icon %q", name), err)
		return source(IconQuestion)
	}
	return fyne.NewStaticResource(file, content)
}
