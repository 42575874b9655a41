//! Whose law a reader looks at: that in force here, or another that the program carries.

use axum::http::StatusCode;

use crate::visitor::Service;

#[tokio::test]
async fn the_law_of_another_country_is_read_and_marked_as_not_in_force_here() {
    let service = Service::of(["headquarters"]);
    let reader = service.signed_in("headquarters").await;
    let own = reader.get("/law").await;
    assert!(own.text.contains("<option value=\"zz\" selected>"), "{}", own.text);
    assert!(!own.text.contains("Здесь не действует"));
    for (law, country, act, on) in [
        ("kg", "Кыргызская Республика", "Закон", "01.06.2025"),
        ("kz", "Республика Казахстан", "Уголовно-исполнительный кодекс", "01.06.2025"),
    ] {
        let page = reader.get(&format!("/law?law={law}&on={on}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains(&format!("Здесь не действует: {country}.")), "{law}");
        assert!(page.text.contains(&format!("<option value=\"{law}\" selected>")));
        let rows = page.text.matches("<article").count();
        assert!(rows > 10 && page.text.contains(act), "{law}: {rows} rows");
        let invented = "Клиент встаёт на учёт";
        assert!(!page.text.contains(invented), "a row of the invented law under {law}");
    }
    // No lawyer has verified any row of the Kyrgyz law yet, and the page says so of all of them.
    let kyrgyz = reader.get("/law?law=kg&on=01.06.2025").await;
    let rows = kyrgyz.text.matches("<article").count();
    assert!(rows > 0);
    let told = kyrgyz.text.contains(&format!("{rows} строк"));
    assert!(told && kyrgyz.text.contains("из показанных юрист ещё не проверил"));
}

#[tokio::test]
async fn the_law_of_another_country_is_read_by_day() {
    let service = Service::of(["headquarters"]);
    let reader = service.signed_in("headquarters").await;
    let before = reader.get("/law?law=kz&on=01.01.1990").await;
    assert!(before.text.contains("В этот день ни одна строка не действовала"));
}

#[tokio::test]
async fn a_law_that_is_not_here_is_told_at_its_field() {
    let service = Service::of(["headquarters"]);
    let reader = service.signed_in("headquarters").await;
    let unknown = reader.get("/law?law=de").await;
    assert!(unknown.text.contains("<a href=\"#law\">"), "{}", unknown.text);
    assert!(unknown.text.contains("Чей закон"));
}
