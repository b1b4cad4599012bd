// Package printed writes a document as PDF for the archive and for the desk of somebody who reads on paper. It knows pages,
// margins, tables that go on over the page, and where a picture of a figure stands. It refuses to know where numbers come
// from, how a figure is drawn (it is handed a function that paints one), and files. The accessible original is the HTML page:
// the writer of PDF makes no tags, and each document says so.
package printed

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"

	"github.com/go-pdf/fpdf"

	"tuntas/analytics"
	"tuntas/analytics/figure"
)

// Options are what a document needs beside its content.
type Options struct {
	Regular, Bold []byte          // TrueType fonts with the letters that the texts have
	Words         analytics.Words // writes numbers and dates in the document's language
	// Paint returns the figure as a picture whose sides are as 16 to 9 or higher; nil, or without a picture, leaves the table.
	Paint func(f figure.Figure) (image.Image, error)
	// MostRows is how many rows of a table are printed; what is left is said in words. 0 prints all.
	MostRows int
}

// ErrFont is matched when the fonts cannot be used.
var ErrFont = errors.New("the fonts cannot be used")

// Sizes of the page, in millimetres: A4 upright.
const (
	pageWidth  = 210.0
	pageHeight = 297.0
	margin     = 18.0
	foot       = 20.0
	width      = pageWidth - 2*margin
)

// Write writes d as PDF to w. The same document gives the same bytes. A figure that cannot be painted gives the error of
// Paint, a table of another shape than its columns one that matches figure.ErrShape; w has got nothing then.
func Write(w io.Writer, d figure.Document, o Options) error {
	if len(o.Regular) == 0 || len(o.Bold) == 0 || o.Words == nil {
		return fmt.Errorf("write PDF: %w", ErrFont)
	}
	p := newPaper(d, o)
	p.cover()
	chapter := ""
	for i, s := range d.Sections {
		if err := p.section(i, s, chapter); err != nil {
			return fmt.Errorf("write PDF: section %d: %w", i+1, err)
		}
		chapter = s.Chapter
	}
	p.sign(d.Signers)
	p.cards()
	for i, page := range p.pages {
		p.pdf.RegisterAlias(fmt.Sprintf("{page%d}", i), fmt.Sprint(page))
	}
	var out bytes.Buffer
	if err := p.pdf.Output(&out); err != nil {
		return fmt.Errorf("write PDF: %w", err)
	}
	if _, err := out.WriteTo(w); err != nil {
		return fmt.Errorf("write PDF: %w", err)
	}
	return nil
}

// paper is a document being set.
type paper struct {
	pdf      *fpdf.Fpdf
	document figure.Document
	options  Options
	links    []int // to each section
	pages    []int // on which each begins
}

// family is the name under which the fonts are known.
const family = "text"

func newPaper(d figure.Document, o Options) *paper {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetCreationDate(d.MadeAt)
	pdf.SetModificationDate(d.MadeAt)
	pdf.SetCatalogSort(true)
	pdf.SetTitle(plain(d.Title), true)
	pdf.SetSubject(plain(d.Subtitle), true)
	pdf.SetAuthor(plain(d.Author), true)
	pdf.SetLang(d.Language)
	pdf.SetMargins(margin, margin, margin)
	pdf.SetAutoPageBreak(false, foot)
	pdf.SetCellMargin(0)
	pdf.AddUTF8FontFromBytes(family, "", o.Regular)
	pdf.AddUTF8FontFromBytes(family, "B", o.Bold)
	pdf.AliasNbPages("{pages}")
	p := &paper{pdf: pdf, document: d, options: o}
	pdf.SetFooterFunc(p.footer)
	for range d.Sections {
		p.links = append(p.links, pdf.AddLink())
	}
	p.pages = make([]int, len(d.Sections))
	return p
}

// footer says on every page what the document is, and which page it is.
func (p *paper) footer() {
	p.font("", 8, quiet)
	p.pdf.SetXY(margin, pageHeight-foot+6)
	p.pdf.CellFormat(width-30, 4, p.fit(p.document.Title+" · "+p.document.Subtitle, width-32), "", 0, "L", false, 0, "")
	p.pdf.CellFormat(30, 4, fmt.Sprintf("%d / {pages}", p.pdf.PageNo()), "", 1, "R", false, 0, "")
	p.pdf.SetX(margin)
	p.pdf.CellFormat(width, 4, p.fit(p.document.Words.Notice, width), "", 0, "L", false, 0, "")
}

// colour is red, green and blue.
type colour [3]int

var (
	dark   = colour{23, 33, 38}
	quiet  = colour{88, 102, 110}
	accent = colour{11, 107, 107}
	line   = colour{214, 222, 224}
	tint   = colour{241, 246, 246}
)

func (p *paper) font(style string, size float64, c colour) {
	p.pdf.SetFont(family, style, size)
	p.pdf.SetTextColor(c[0], c[1], c[2])
}

// picture paints the figure and hands it to the document; it returns the height that it takes at full width, 0 for none.
func (p *paper) picture(name string, f figure.Figure) (float64, error) {
	if p.options.Paint == nil || f.Kind == "" || f.Empty() {
		return 0, nil
	}
	img, err := p.options.Paint(f)
	if err != nil || img == nil {
		return 0, err
	}
	var b bytes.Buffer
	if err := png.Encode(&b, opaque(img)); err != nil {
		return 0, err
	}
	p.pdf.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: "PNG"}, &b)
	size := img.Bounds()
	return width * float64(size.Dy()) / float64(size.Dx()), p.pdf.Error()
}

// opaque returns img on white: the writer of PDF would store see-through pixels twice.
func opaque(img image.Image) image.Image {
	flat := image.NewRGBA(img.Bounds())
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			r, g, b, a := img.At(x, y).RGBA()
			i := flat.PixOffset(x, y)
			white := 0xffff - a
			flat.Pix[i], flat.Pix[i+1], flat.Pix[i+2], flat.Pix[i+3] = uint8((r+white)>>8), uint8((g+white)>>8), uint8((b+white)>>8), 0xff
		}
	}
	return flat
}
