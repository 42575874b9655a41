//! The columns that a register of records may have, and under which headings they come.

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The record's own name, opaque: nothing is read out of it.
    RecordId,
    /// Who keeps the record.
    Agency,
    /// The case in which the record was made.
    Case,
    /// The whole name in one field.
    FullName,
    /// The surname.
    Surname,
    /// The given name.
    GivenName,
    /// The patronymic.
    Patronymic,
    /// The sex.
    Sex,
    /// The birth date.
    BirthDate,
    /// The personal number.
    PersonalNo,
    /// The number of a document.
    DocumentNo,
    /// The country.
    Country,
    /// The region.
    Region,
    /// The postcode.
    Postcode,
    /// A part of a settlement.
    Locality,
    /// The settlement.
    Settlement,
    /// The street.
    Street,
    /// The house.
    House,
    /// The flat.
    Flat,
    /// The telephone number.
    Phone,
    /// When the record was made; kept out of the comparison.
    RecordDate,
}

/// Columns and the headings under which they are recognised, the column's own name first.
const HEADINGS: [(Column, &[&str]); 21] = [
    (Column::RecordId, &["rec_id", "record_id", "id"]),
    (Column::Agency, &["agency", "source"]),
    (Column::Case, &["case_no", "case_number", "case"]),
    (Column::FullName, &["full_name", "name", "fio"]),
    (Column::Surname, &["surname", "last_name", "family_name"]),
    (Column::GivenName, &["given_name", "first_name"]),
    (Column::Patronymic, &["patronymic", "middle_name"]),
    (Column::Sex, &["sex", "gender"]),
    (Column::BirthDate, &["dob", "date_of_birth", "birth_date", "birth_on"]),
    (Column::PersonalNo, &["personal_no", "national_no", "pin", "iin", "soc_sec_id"]),
    (Column::DocumentNo, &["doc_no", "document_no", "passport"]),
    (Column::Country, &["country"]),
    (Column::Region, &["region", "state", "oblast"]),
    (Column::Postcode, &["postcode", "zip", "postal_code"]),
    (Column::Locality, &["locality", "address_2"]),
    (Column::Settlement, &["settlement", "suburb", "city", "town"]),
    (Column::Street, &["street", "address_1"]),
    (Column::House, &["house", "street_number"]),
    (Column::Flat, &["flat", "apartment"]),
    (Column::Phone, &["phone", "telephone", "mobile"]),
    (Column::RecordDate, &["record_date", "recorded_on"]),
];

/// How many columns there are.
pub const COLUMNS: usize = HEADINGS.len();

impl Column {
    /// Returns the column that a heading names, whatever its letters' case.
    pub fn of_heading(heading: &str) -> Option<Column> {
        let heading = heading.trim().trim_start_matches('\u{feff}').to_lowercase();
        let found = HEADINGS.iter().find(|(_, names)| names.contains(&heading.as_str()));
        found.map(|(column, _)| *column)
    }

    /// Returns the column's own name.
    pub fn name(self) -> &'static str {
        let found = HEADINGS.iter().find(|(column, _)| *column == self);
        found.and_then(|(_, names)| names.first()).copied().unwrap_or_default()
    }

    /// Returns the place of the column's value in [`RecordText`].
    pub fn place(self) -> usize {
        HEADINGS.iter().position(|(column, _)| *column == self).unwrap_or_default()
    }
}

/// The values of one record as they are written, by [`Column::place`]; empty where the register
/// has none.
pub type RecordText<'a> = [&'a str; COLUMNS];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_our_own_and_of_the_usual_yardstick_are_known() {
        assert_eq!(Column::of_heading(" Surname "), Some(Column::Surname));
        assert_eq!(Column::of_heading("\u{feff}rec_id"), Some(Column::RecordId));
        assert_eq!(Column::of_heading("soc_sec_id"), Some(Column::PersonalNo));
        assert_eq!(Column::of_heading("colour"), None);
    }

    #[test]
    fn each_column_has_a_place_and_a_name_of_its_own() {
        for (place, (column, _)) in HEADINGS.iter().enumerate() {
            assert_eq!(column.place(), place);
            assert_eq!(Column::of_heading(column.name()), Some(*column));
        }
    }
}
