### The guide inside the product
help-title = Guide
help-lead = Short chapters on working with the real pages. The rows of the law in them come from the tables in force.
help-own = For you: { $post }
help-others = Other chapters
help-contents = Chapters
help-language = The guide is written in Russian and English so far; pages, buttons and rows of the law are named in your language.
help-law = What the law asks
help-no-law = The tables of this country have no row about it.

law-here-title = What the law asks here
law-here-none = The tables of this country have no row for this step.
law-here-due = In this case: until { $day }
law-here-guide = How it is done: chapter of the guide
