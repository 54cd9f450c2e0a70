use super::*;

fn shown(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Same(line) => out += &format!("  {line}\n"),
            Part::Left(lines) => out += &format!("... {lines}\n"),
            Part::Changed(pieces) => {
                out += "* ";
                for piece in pieces {
                    match piece.fate {
                        Fate::Same => out += &piece.text,
                        Fate::Gone => out += &format!("[-{}-]", piece.text),
                        Fate::Come => out += &format!("[+{}+]", piece.text),
                    }
                }
                out.push('\n');
            }
        }
    }
    out
}

#[test]
fn a_word_that_changed_is_shown_within_its_line() {
    let before = "One kettle boils.\n\nTwo kettles wait.";
    let after = "One kettle boils.\n\nThree kettles wait.";
    assert_eq!(
        shown(&of(before, after)),
        "  One kettle boils.\n  \n* [-Two-][+Three+] kettles wait.\n"
    );
}

#[test]
fn what_stayed_far_away_is_counted_not_shown() {
    let lines: Vec<String> = (0..20).map(|n| format!("the line called {n}")).collect();
    let before = lines.join("\n");
    let after = before.replace("line called 10", "row called 10");
    assert_eq!(
        shown(&of(&before, &after)),
        "... 8\n  the line called 8\n  the line called 9\n* the [-line-][+row+] called 10\n  the line called 11\n  the line called 12\n... 7\n"
    );
}

#[test]
fn lines_with_little_in_common_are_shown_whole() {
    let parts = of("It rained all day.", "Kettles want descaling in spring.");
    assert_eq!(
        shown(&parts),
        "* [-It rained all day.-][+Kettles want descaling in spring.+]\n"
    );
}

#[test]
fn scripts_without_blanks_are_compared_by_letter() {
    assert_eq!(
        shown(&of("我们修水壶", "我们修茶壶")),
        "* 我们修[-水-][+茶+]壶\n"
    );
}

#[test]
fn equal_texts_have_no_difference_and_empty_ones_are_no_trouble() {
    assert_eq!(of("a\nb", "a\nb"), Vec::new());
    assert_eq!(of("", ""), Vec::new());
    assert_eq!(shown(&of("", "new")), "* [+new+]\n");
    assert_eq!(shown(&of("old", "")), "* [-old-]\n");
}

#[test]
fn a_difference_too_large_to_look_for_is_a_replacement() {
    let before: String = (0..3_000).map(|n| format!("a{n}\n")).collect();
    let after: String = (0..3_000).map(|n| format!("b{n}\n")).collect();
    let parts = of(&before, &after);
    assert_eq!(parts.len(), 1);
}

proptest::proptest! {
    #[test]
    fn both_texts_can_be_read_from_the_steps(before in "([a-c ]{0,3}\n){0,8}", after in "([a-c ]{0,3}\n){0,8}") {
        let (old, new): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
        let taken = steps(&old, &new);
        let read = |without: Fate| -> Vec<&str> {
            taken.iter().filter(|(fate, _)| *fate != without).map(|(_, text)| *text).collect()
        };
        proptest::prop_assert_eq!(read(Fate::Come), old);
        proptest::prop_assert_eq!(read(Fate::Gone), new);
    }

    #[test]
    fn words_leave_nothing_out(text in "\\PC{0,60}") {
        proptest::prop_assert_eq!(words(&text).concat(), text);
    }
}
