"""The look: design tokens, palette, style sheet, fonts, icons and faces; switchable while running."""
