"""Who acts in a sentence, whose right it is, whose yes is needed, who proves and who pays?"""
