"""The Graph side over HTTP: endpoints, paging, errors and the faults of an exchange."""
