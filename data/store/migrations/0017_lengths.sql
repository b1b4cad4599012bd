-- The classes of lengths are made where the lengths are sorted; no statement asks for them any more.
DROP MACRO length_class;
DROP MACRO lengths_of;
DROP MACRO counts_of;
