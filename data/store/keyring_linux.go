package store

import (
	"errors"
	"fmt"
	"os"
)

var errNoKeyring = errors.New("no session bus, so no keyring")

// keyringThere asks whether there is a bus on which a keyring could answer: without one the library would start a bus of its
// own, that nobody ends.
func keyringThere() error {
	if os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return nil
	}
	if _, err := os.Stat(fmt.Sprintf("/run/user/%d/bus", os.Getuid())); err != nil {
		return errNoKeyring
	}
	return nil
}
