"""The shop's core, one room for each subject: what is for sale, selling it, printing it.

In every room a singular module holds values (product, sale), a plural one the SQL that
keeps them (products, sales), and a verb is what a person or the clock asks for (checkout).
"""
