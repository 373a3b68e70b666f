"""Does a published table of rates and impact ratios follow from its own numbers?"""
