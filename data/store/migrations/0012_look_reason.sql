-- Why somebody looked: one of a few words, so that no free text about a person stays where the person is erased. Looks from
-- before have none, and their entries of the ledger stay as they were hashed.
ALTER TABLE look ADD COLUMN reason VARCHAR;
