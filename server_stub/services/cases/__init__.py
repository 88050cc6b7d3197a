"""Cases (atendimentos): opened, timed, closed, told and kept by rules of their own."""
