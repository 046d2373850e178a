from _circ_from import one
two = 2
