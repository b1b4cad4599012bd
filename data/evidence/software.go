package evidence

import (
	"bytes"
	"strings"
)

// editors are names of software for changing pictures, in lower case. What a phone's camera writes (its firmware, HDR+) is
// not among them, nor are messengers. A name that is missing here is missed: the list helps to find, it proves nothing.
var editors = []string{
	"photoshop", "lightroom", "gimp", "snapseed", "picsart", "canva", "pixlr", "photopea", "affinity photo", "paint.net",
	"paintshop", "photoscape", "photodirector", "facetune", "faceapp", "beautyplus", "meitu", "remini", "photoroom",
	"touchretouch", "inshot", "capcut", "vsco", "polarr", "fotor", "luminar", "coreldraw", "krita", "imagemagick",
	"microsoft paint", "windows photo editor",
}

// generators are names of what makes pictures out of words, in lower case.
var generators = []string{
	"midjourney", "dall-e", "dall·e", "stable diffusion", "adobe firefly", "comfyui", "automatic1111", "novelai",
	"openai", "leonardo.ai", "ideogram", "made with google ai",
}

// sources are the marks of the IPTC for pictures that a trained model has made or changed; programs write them into XMP and
// into content credentials. The longer one stands first, because it holds the other.
var sources = []string{"compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia"}

// credentials is the type of the box that holds content credentials (C2PA), whatever the file's format. Cameras write it as
// well as generators do.
var credentials = []byte("c2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71")

// generated returns the text that names a generator; empty when there is none.
func generated(raw []byte, texts ...string) string {
	if named := firstNamed(generators, texts...); named != "" {
		return named
	}
	for _, mark := range sources {
		if bytes.Contains(raw, []byte(mark)) {
			return mark
		}
	}
	return ""
}

// firstNamed returns the first text that holds one of the names; empty when none does.
func firstNamed(names []string, texts ...string) string {
	for _, text := range texts {
		low := strings.ToLower(text)
		for _, name := range names {
			if strings.Contains(low, name) {
				return text
			}
		}
	}
	return ""
}
