"""What people see and touch at the door: windows, printers, settings, command line."""
