SELECT open_span OVERLAPS shut_span AS clash FROM shifts
