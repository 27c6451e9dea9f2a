"""The staffed screen: widgets that take values and emit signals, and know no store."""
