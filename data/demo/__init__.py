"""An invented evening: 300 guests in many scripts from many nations."""
