package main

import "github.com/spf13/cobra"

func (d *desk) picturesCommand() *cobra.Command { return &cobra.Command{Use: "pictures"} }
