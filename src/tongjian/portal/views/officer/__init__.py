"""The officer's pages: inbox, case page with every act, papers to print and files to fetch."""
