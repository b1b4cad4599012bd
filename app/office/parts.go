package office

import (
	"context"
	"errors"
	"log/slog"

	"tuntas/data"
	"tuntas/data/evidence"
	"tuntas/data/store"
)

// partsAtOnce is how many photos are hashed before one transaction keeps what was found.
const partsAtOnce = 20

// HashParts computes the hashes of parts of the photos that came before there were any, from their files in the album in this
// folder, and returns how many these were. A photo
// whose file is gone or cannot be read any more is left as it is and logged: it is compared as a whole.
func HashParts(ctx context.Context, db *store.DB, folder string) (done int, err error) {
	todo, err := db.PhotosWithoutParts(ctx, "", partsAtOnce)
	if err != nil || len(todo) == 0 {
		return 0, err
	}
	album, err := evidence.OpenAlbum(folder)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, album.Close()) }()
	for len(todo) > 0 {
		parts := map[string]data.Crops{}
		for _, sha := range todo {
			if err := ctx.Err(); err != nil {
				return done, err
			}
			crops, err := partsOf(album, sha)
			if err != nil {
				slog.Warn("hash the parts of a photo", "sha256", sha, "err", err)
				continue
			}
			parts[sha] = crops
		}
		if err := db.SavePartHashes(ctx, parts); err != nil {
			return done, err
		}
		done += len(parts)
		if todo, err = db.PhotosWithoutParts(ctx, todo[len(todo)-1], partsAtOnce); err != nil {
			return done, err
		}
	}
	return done, nil
}

// partsOf reads the file of a photo again.
func partsOf(album *evidence.Album, sha256 string) (c data.Crops, err error) {
	f, err := album.Open(sha256, evidence.Original)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	p, err := evidence.Reader{}.Read(f)
	if err != nil {
		return c, err
	}
	return p.Photo.Crops, nil
}
