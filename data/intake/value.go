package intake

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/big"
	"strconv"
	"time"

	"github.com/parquet-go/parquet-go"
	meta "github.com/parquet-go/parquet-go/format"
)

// writer writes the values of a leaf of a Parquet file in the same words in which other forms of file have them.
type writer struct {
	append func(to []byte, v parquet.Value) []byte
	bare   bool // needs no quotes in JSON
}

// text writes a value; nothing for one that is not there.
func (w writer) text(to []byte, v parquet.Value) []byte {
	if v.IsNull() {
		return to
	}
	return w.append(to, v)
}

// json writes a value as JSON does.
func (w writer) json(to []byte, v parquet.Value) []byte {
	if v.IsNull() {
		return append(to, "null"...)
	}
	if !w.bare {
		return quoted(to, w.append(nil, v))
	}
	if k := v.Kind(); k == parquet.Double && unreal(v.Double()) || k == parquet.Float && unreal(float64(v.Float())) {
		return append(to, "null"...)
	}
	return w.append(to, v)
}

func unreal(f float64) bool { return math.IsNaN(f) || math.IsInf(f, 0) }

// writerOf finds how values of a type are written. What is no text, number or time is written as hexadecimal digits.
func writerOf(t parquet.Type) writer {
	if l := t.LogicalType(); l != nil {
		switch {
		case l.UTF8 != nil, l.Enum != nil, l.Json != nil:
			return writer{append: appendText}
		case l.Date != nil:
			return writer{append: appendDate}
		case l.Timestamp != nil:
			return writer{append: stampWriter(l.Timestamp)}
		case l.Time != nil:
			return writer{append: clockWriter(l.Time)}
		case l.Decimal != nil:
			return writer{append: decimalWriter(l.Decimal.Scale), bare: true}
		case l.Integer != nil && !l.Integer.IsSigned:
			return writer{append: unsignedWriter(t.Kind()), bare: true}
		case l.UUID != nil:
			return writer{append: appendUUID}
		case l.Bson != nil, l.Geometry != nil, l.Geography != nil:
			return writer{append: appendHex}
		}
	}
	return physical(t.Kind())
}

// physical is for values of which nothing is said but how they lie there.
func physical(k parquet.Kind) writer {
	switch k {
	case parquet.Boolean:
		return writer{append: func(to []byte, v parquet.Value) []byte { return strconv.AppendBool(to, v.Boolean()) }, bare: true}
	case parquet.Int32, parquet.Int64:
		return writer{append: func(to []byte, v parquet.Value) []byte { return strconv.AppendInt(to, integerOf(v), 10) }, bare: true}
	case parquet.Float:
		return writer{append: func(to []byte, v parquet.Value) []byte { return appendFloat(to, float64(v.Float()), 32) }, bare: true}
	case parquet.Double:
		return writer{append: func(to []byte, v parquet.Value) []byte { return appendFloat(to, v.Double(), 64) }, bare: true}
	case parquet.Int96:
		return writer{append: appendInt96}
	case parquet.ByteArray:
		return writer{append: appendText}
	}
	return writer{append: appendHex}
}

func integerOf(v parquet.Value) int64 {
	if v.Kind() == parquet.Int32 {
		return int64(v.Int32())
	}
	return v.Int64()
}

func appendText(to []byte, v parquet.Value) []byte { return append(to, v.ByteArray()...) }

func appendHex(to []byte, v parquet.Value) []byte { return hex.AppendEncode(to, v.ByteArray()) }

// appendFloat writes a number as people do, with an exponent only where there would be too many zeros.
func appendFloat(to []byte, f float64, bits int) []byte {
	form := byte('f')
	if abs := math.Abs(f); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		form = 'e'
	}
	return strconv.AppendFloat(to, f, form, -1, bits)
}

func appendDate(to []byte, v parquet.Value) []byte {
	return time.Unix(integerOf(v)*86400, 0).UTC().AppendFormat(to, time.DateOnly)
}

// stampWriter writes a time in ISO: with Z when it is one on the whole earth, without when it is one on the wall.
func stampWriter(t *meta.TimestampType) func(to []byte, v parquet.Value) []byte {
	layout := "2006-01-02T15:04:05.999999999"
	if t.IsAdjustedToUTC {
		layout += "Z"
	}
	return func(to []byte, v parquet.Value) []byte {
		n := integerOf(v)
		switch {
		case t.Unit.Millis != nil:
			return time.UnixMilli(n).UTC().AppendFormat(to, layout)
		case t.Unit.Micros != nil:
			return time.UnixMicro(n).UTC().AppendFormat(to, layout)
		}
		return time.Unix(n/1e9, n%1e9).UTC().AppendFormat(to, layout)
	}
}

// clockWriter writes a time of day.
func clockWriter(t *meta.TimeType) func(to []byte, v parquet.Value) []byte {
	unit := time.Nanosecond
	switch {
	case t.Unit.Millis != nil:
		unit = time.Millisecond
	case t.Unit.Micros != nil:
		unit = time.Microsecond
	}
	return func(to []byte, v parquet.Value) []byte {
		day := int64(24 * time.Hour / unit)
		return time.Unix(0, integerOf(v)%day*int64(unit)).UTC().AppendFormat(to, "15:04:05.999999999")
	}
}

// decimalWriter writes a whole number with a point before its last digits.
func decimalWriter(scale int32) func(to []byte, v parquet.Value) []byte {
	return func(to []byte, v parquet.Value) []byte {
		var n *big.Int
		if k := v.Kind(); k == parquet.Int32 || k == parquet.Int64 {
			n = big.NewInt(integerOf(v))
		} else {
			n = twosComplement(v.ByteArray())
		}
		if n.Sign() < 0 {
			to = append(to, '-')
		}
		digits := n.Abs(n).Append(nil, 10)
		if scale <= 0 || scale > maxScale {
			return append(to, digits...)
		}
		for len(digits) <= int(scale) {
			digits = append([]byte{'0'}, digits...)
		}
		point := len(digits) - int(scale)
		return append(append(append(to, digits[:point]...), '.'), digits[point:]...)
	}
}

// maxScale is how many digits may stand behind the point; 38 is what others write at most.
const maxScale = 1000

// twosComplement reads a whole number, the highest byte first. Of a number that no decimal has the beginning is read.
func twosComplement(b []byte) *big.Int {
	b = b[:min(len(b), 512)]
	n := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0] >= 0x80 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(len(b))*8))
	}
	return n
}

func unsignedWriter(k parquet.Kind) func(to []byte, v parquet.Value) []byte {
	if k == parquet.Int32 {
		return func(to []byte, v parquet.Value) []byte { return strconv.AppendUint(to, uint64(v.Uint32()), 10) }
	}
	return func(to []byte, v parquet.Value) []byte { return strconv.AppendUint(to, v.Uint64(), 10) }
}

func appendUUID(to []byte, v parquet.Value) []byte {
	for i, b := range v.ByteArray() {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			to = append(to, '-')
		}
		to = hex.AppendEncode(to, []byte{b})
	}
	return to
}

// appendInt96 writes the oldest form of a time: nanoseconds of a day and the day's number in the Julian period. It does not
// say of which zone it is.
func appendInt96(to []byte, v parquet.Value) []byte {
	const epoch = 2_440_588 // 1 January 1970
	t := v.Int96()
	nanos := binary.LittleEndian.Uint64(binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, t[0]), t[1]))
	at := time.Unix((int64(t[2])-epoch)*86400, 0).Add(time.Duration(nanos % uint64(24*time.Hour))).UTC()
	return at.AppendFormat(to, "2006-01-02T15:04:05.999999999")
}
