package main

import (
	"fmt"
	"path/filepath"
	"slices"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"tuntas/data/intake"
)

// profiles is where this account keeps its own profiles.
func profiles() intake.Folder {
	return intake.Folder(filepath.Join(xdg.ConfigHome, "tuntas", "profiles"))
}

// origin is the key of the words that say where the profile with this name comes from.
func origin(name string) string {
	if slices.Contains(intake.Profiles(), name) {
		return "propose.shipped"
	}
	return "propose.saved"
}

// listed is a profile as profiles prints it for machines.
type listed struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	From  string `json:"from"`           // "shipped" or "saved"
	Path  string `json:"path,omitempty"` // of a saved one
	Fault string `json:"fault,omitempty"`
}

func (d *desk) profilesCommand() *cobra.Command {
	return &cobra.Command{
		Use: "profiles", Short: "Name the saved mapping profiles and those that come with Tuntas", Args: args(0, 0),
		RunE: func(*cobra.Command, []string) error {
			all, err := d.profileList()
			if err != nil {
				return err
			}
			if d.json {
				return printJSON(stdout, all)
			}
			l := d.language(nil)
			for _, p := range all {
				what := p.Title
				if p.Fault != "" {
					what = p.Fault
				}
				from := l.Text("propose.shipped")
				if p.Path != "" {
					from = p.Path
				}
				fmt.Fprintf(stdout, "%-20s %s (%s)\n", p.Name, what, from)
			}
			return nil
		},
	}
}

// profileList names the saved profiles, also those that cannot be used, and then the shipped ones.
func (d *desk) profileList() ([]listed, error) {
	names, err := profiles().Names()
	if err != nil {
		return nil, err
	}
	var all []listed
	for _, name := range names {
		entry := listed{Name: name, From: "saved", Path: profiles().Path(name)}
		if p, err := profiles().Open(name); err != nil {
			entry.Fault = d.language(nil).Reason(err)
		} else {
			entry.Title = p.Title(d.lang)
		}
		all = append(all, entry)
	}
	for _, name := range intake.Profiles() {
		p, err := intake.Open(name)
		if err != nil {
			return nil, err
		}
		all = append(all, listed{Name: name, Title: p.Title(d.lang), From: "shipped"})
	}
	return all, nil
}
