-- An area lies in a kecamatan or a city by its code; a text that is no code lies in itself only.
CREATE OR REPLACE MACRO chosen_area(list, area) AS len(list) = 0 OR list_contains(list, coalesce(area, ''))
    OR (area ^@ '31.' AND (list_contains(list, left(area, 8)) OR list_contains(list, left(area, 5))));
