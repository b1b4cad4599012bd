package ui

// BackUp makes a backup as the keeper of the database does by itself.
func (u *UI) BackUp() { u.backUp(u.onBackup) }
