"""How is a spreadsheet read as people arrange it: titles, joined cells, several sheets, notes below the rows?"""
