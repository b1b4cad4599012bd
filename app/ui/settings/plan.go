package settings

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/ui/part"
	"tuntas/data"
)

// plan is the card on which the plan of second looks is read and changed.
type plan struct {
	judging                *judging
	share, riskShare, risk *part.Entry
	force                  *part.Field
	means                  *part.Field
	may, fault             *fault
	save, discard          *part.Button
	ready                  bool // what the card writes into its fields itself is no change
}

func newPlan(j *judging) *plan {
	l := j.page.in.Language
	p := &plan{judging: j, may: newReason(), fault: newFault()}
	p.share, p.riskShare, p.risk = part.NewEntry("5"), part.NewEntry("50"), part.NewEntry("3")
	for _, e := range []*part.Entry{p.share, p.riskShare, p.risk} {
		e.OnChanged = func(string) { p.onTyped() }
	}
	p.force = part.NewField(l.Text("judging.plan.force"), l.Text("settings.counting"))
	p.means = part.NewField(l.Text("judging.plan.means"), "")
	p.save = part.NewButton(l.Text("judging.plan.save"), nil, p.onSave)
	p.save.Importance = widget.HighImportance
	p.discard = part.NewButton(l.Text("judging.discard"), nil, p.onDiscard)
	return p
}

// fieldWidth is the room for a share or a risk.
const fieldWidth = 110

func (p *plan) content() fyne.CanvasObject {
	l := p.judging.page.in.Language
	field := func(key string, e *part.Entry) fyne.CanvasObject {
		return part.Labelled(l.Text(key), part.Row(part.AtLeastInText(fieldWidth, 0, e)))
	}
	return part.Below(
		quiet(l.Text("judging.plan.text")), p.may.box, p.force,
		part.Flow(field("judging.plan.share", p.share), field("judging.plan.risk_share", p.riskShare), field("judging.plan.risk", p.risk)),
		part.Flush(part.Caption(p.risks())), p.means, p.fault.box, part.Flow(p.save, p.discard),
	)
}

// risks says what adds how much to the risk of a case.
func (p *plan) risks() string {
	l := p.judging.page.in.Language
	of := map[int][]string{}
	highest := 0
	for _, code := range data.FlagCodes() {
		of[code.Risk()] = append(of[code.Risk()], l.Flag(code))
		highest = max(highest, code.Risk())
	}
	var all []string
	for risk := highest; risk > 0; risk-- {
		if len(of[risk]) > 0 {
			all = append(all, fmt.Sprintf("%d: %s", risk, strings.Join(of[risk], ", ")))
		}
	}
	return l.Text("judging.plan.risks", "risks", strings.Join(all, "; "))
}

// show shows the plan in force, unless another one was typed.
func (p *plan) show() {
	l, f := p.judging.page.in.Language, p.judging.facts.Plan
	origin := l.Text("judging.plan.first")
	if !f.At.IsZero() {
		origin = l.Text("judging.plan.by", "who", f.By, "at", l.DateTime(f.At))
	}
	p.force.SetText(p.text(f) + " " + origin)
	typed := p.inForce()
	if t := p.judging.page.in.Judging.Kept.Plan; t != nil {
		typed = *t
	}
	p.ready = false
	for e, text := range map[*part.Entry]string{p.share: typed.Share, p.riskShare: typed.RiskShare, p.risk: typed.Risk} {
		if e.Text != text { // else the cursor stays where it is
			e.SetText(text)
		}
	}
	p.ready = true
	p.showMay()
}

// text is a plan in one sentence.
func (p *plan) text(of data.SecondLookPlan) string {
	l := p.judging.page.in.Language
	return l.Text("judging.plan.sentence", "share", l.Percent(of.Share), "risk_share", l.Percent(of.RiskShare), "risk", l.Number(int64(of.Risk)))
}

// inForce is the plan in force as somebody would type it.
func (p *plan) inForce() PlanText {
	f := p.judging.facts.Plan
	return PlanText{p.percent(f.Share), p.percent(f.RiskShare), strconv.Itoa(f.Risk)}
}

// percent writes a share as somebody would type it: "5", "2,5".
func (p *plan) percent(share float64) string {
	text := strconv.FormatFloat(math.Round(share*1e4)/1e2, 'f', -1, 64)
	if p.judging.page.in.Language.Code() == "id" {
		text = strings.ReplaceAll(text, ".", ",")
	}
	return text
}

func (p *plan) typed() PlanText { return PlanText{p.share.Text, p.riskShare.Text, p.risk.Text} }

// read reads what is typed; data.ErrSecondPlan when it is no plan.
func (p *plan) read() (data.SecondLookPlan, error) {
	if p.typed() == p.inForce() { // what is shown may be rounded
		return p.judging.facts.Plan, nil
	}
	share, err1 := percentOf(p.share.Text)
	riskShare, err2 := percentOf(p.riskShare.Text)
	risk, err3 := strconv.Atoi(strings.TrimSpace(p.risk.Text))
	made := data.SecondLookPlan{Share: share, RiskShare: riskShare, Risk: risk}
	if err1 != nil || err2 != nil || err3 != nil || !made.Valid() {
		return made, data.ErrSecondPlan
	}
	return made, nil
}

// percentOf reads a share written in percent: "5", "2,5", "2.5 %".
func percentOf(text string) (share float64, err error) {
	text = strings.ReplaceAll(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%")), ",", ".")
	v, err := strconv.ParseFloat(text, 64)
	return v / 100, err
}

func (p *plan) onTyped() {
	if !p.ready {
		return
	}
	kept := p.judging.page.in.Judging.Kept
	kept.Plan = nil
	if typed := p.typed(); typed != p.inForce() {
		kept.Plan = &typed
	}
	p.showMeaning()
	part.RevealBelow(p.share) // what it means stands below
}

// showMay says why nothing can be changed, where that is so.
func (p *plan) showMay() {
	p.may.show(p.judging.hindrance(data.Role.PlansSecondLooks, "judging.plan.role"))
	for _, e := range []*part.Entry{p.share, p.riskShare, p.risk} {
		part.Enable(e, p.mayChange())
	}
	p.showMeaning()
}

func (p *plan) mayChange() bool {
	return !p.may.box.Visible() && !p.judging.busy && p.judging.facts.Plan.Valid()
}

// showMeaning says what the plan as typed would mean, or what is wrong with it.
func (p *plan) showMeaning() {
	made, err := p.read()
	changed := p.judging.page.in.Judging.Kept.Plan != nil
	p.means.Hidden = err != nil || !p.judging.facts.Plan.Valid()
	if err == nil {
		p.means.SetText(p.meaning(made))
	}
	text := ""
	if changed {
		text = p.judging.page.in.Language.Reason(err)
	}
	p.fault.show(text)
	part.Enable(p.save, p.mayChange() && changed && err == nil)
	part.Enable(p.discard, p.mayChange() && changed)
	if p.mayChange() {
		p.judging.stay(p.share, p.save, p.discard)
	}
	p.judging.page.relayout()
}

// meaning says what a plan asks for, and how many cases that would have been on a day of late.
func (p *plan) meaning(of data.SecondLookPlan) string {
	l, a := p.judging.page.in.Language, p.judging.facts.Accepted
	if a.Days == 0 {
		return p.text(of) + " " + l.Text("judging.plan.unknown")
	}
	chance, risk := of.Expect(a)
	return p.text(of) + " " + l.Text("judging.plan.day", "cases", p.about(float64(a.Cases())/float64(a.Days)), "chance", p.about(chance),
		"risk", p.about(risk), "all", p.about(chance+risk))
}

// about writes a number of cases: whole ones, and tenths of few.
func (p *plan) about(n float64) string {
	if n < 19.95 {
		return p.judging.page.in.Language.Decimal(n, 1)
	}
	return p.judging.page.in.Language.Decimal(n, 0)
}

func (p *plan) onDiscard() {
	p.judging.askDiscard(func() {
		p.judging.page.in.Judging.Kept.Plan = nil
		p.show()
	})
}

func (p *plan) onSave() {
	made, err := p.read()
	if err != nil || !p.mayChange() || p.judging.page.in.Judging.Kept.Plan == nil {
		return
	}
	set, by := p.judging.page.in.Judging.Plan, p.judging.staff()
	p.judging.keep("change the plan of second looks", func(ctx context.Context) error { return set(ctx, made, by) },
		func() { p.judging.page.in.Judging.Kept.Plan = nil })
}
