//! The languages that are coloured, as tables.

/// What the lexer must know of a language.
pub(crate) struct Language {
    /// What an author may call it.
    pub(crate) names: &'static [&'static str],
    pub(crate) shape: Shape,
    /// What begins a comment that ends with the line.
    pub(crate) line_comments: &'static [&'static str],
    pub(crate) block_comments: &'static [(&'static str, &'static str)],
    /// Longer openings first.
    pub(crate) strings: &'static [Quote],
    /// With a space between each two.
    pub(crate) keywords: &'static str,
    pub(crate) case: Case,
    /// Characters besides letters, digits and `_` that words may contain.
    pub(crate) in_words: &'static [char],
}

#[derive(PartialEq, Eq)]
pub(crate) enum Shape {
    Words,
    Markup,
    /// Each line by its first character.
    Lines,
}

#[derive(PartialEq, Eq)]
pub(crate) enum Case {
    Matters,
    /// Keywords are listed in lower case.
    Ignored,
}

pub(crate) struct Quote {
    pub(crate) open: &'static str,
    pub(crate) close: &'static str,
    pub(crate) escape: bool,
    pub(crate) reach: Reach,
}

#[derive(PartialEq, Eq)]
pub(crate) enum Reach {
    /// Ends with the line at the latest.
    Line,
    Lines,
    /// One character, or one escape; otherwise the mark means something else.
    Character,
}

/// The language that a class such as `language-rust` names.
pub(crate) fn of_class(class: &str) -> Option<&'static Language> {
    let name = class.strip_prefix("language-")?;
    LANGUAGES.iter().find(|language| {
        language
            .names
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
    })
}

/// The first language that any of these classes names.
pub(crate) fn named_in(classes: &str) -> Option<&'static Language> {
    classes.split_ascii_whitespace().find_map(of_class)
}

impl Language {
    /// The one class that stands for all its names.
    pub(crate) fn class(&self) -> String {
        format!(
            "language-{}",
            self.names.first().copied().unwrap_or_default()
        )
    }
}

const fn line(mark: &'static str) -> Quote {
    quote(mark, mark, true, Reach::Line)
}

const fn lines(mark: &'static str) -> Quote {
    quote(mark, mark, true, Reach::Lines)
}

const fn raw(open: &'static str, close: &'static str) -> Quote {
    quote(open, close, false, Reach::Lines)
}

const fn quote(open: &'static str, close: &'static str, escape: bool, reach: Reach) -> Quote {
    Quote {
        open,
        close,
        escape,
        reach,
    }
}

const C_COMMENTS: &[(&str, &str)] = &[("/*", "*/")];
const C_STRINGS: &[Quote] = &[line("\""), line("'")];

const PLAIN: Language = Language {
    names: &[],
    shape: Shape::Words,
    line_comments: &[],
    block_comments: &[],
    strings: C_STRINGS,
    keywords: "",
    case: Case::Matters,
    in_words: &[],
};

const LANGUAGES: &[Language] = &[
    Language {
        names: &["rust", "rs"],
        line_comments: &["//"],
        block_comments: C_COMMENTS,
        strings: &[
            raw("r##\"", "\"##"),
            raw("r#\"", "\"#"),
            raw("br\"", "\""),
            raw("r\"", "\""),
            lines("\""),
            quote("'", "'", true, Reach::Character),
        ],
        keywords: "Self as async await break const continue crate dyn else enum extern false fn for if impl in let \
            loop match mod move mut pub ref return self static struct super trait true type unsafe use where \
            while",
        ..PLAIN
    },
    Language {
        names: &["python", "py", "python3"],
        line_comments: &["#"],
        strings: &[lines("\"\"\""), lines("'''"), line("\""), line("'")],
        keywords: "False None True and as assert async await break case class continue def del elif else except \
            finally for from global if import in is lambda match nonlocal not or pass raise return self try \
            while with yield",
        ..PLAIN
    },
    Language {
        names: &["javascript", "js", "jsx", "mjs", "typescript", "ts", "tsx"],
        line_comments: &["//"],
        block_comments: C_COMMENTS,
        strings: &[lines("`"), line("\""), line("'")],
        keywords: "abstract any as async await boolean break case catch class const continue debugger declare \
            default delete do else enum export extends false finally for from function if implements import \
            in instanceof interface let namespace never new null number of private protected public readonly \
            return static string super switch this throw true try type typeof undefined unknown var void \
            while with yield",
        in_words: &['$'],
        ..PLAIN
    },
    Language {
        names: &["json", "jsonc", "json5"],
        line_comments: &["//"],
        block_comments: C_COMMENTS,
        keywords: "false null true",
        ..PLAIN
    },
    Language {
        names: &["html", "xml", "svg", "xhtml", "atom", "rss"],
        shape: Shape::Markup,
        block_comments: &[("<!--", "-->"), ("<![CDATA[", "]]>")],
        ..PLAIN
    },
    Language {
        names: &["css", "scss", "less"],
        block_comments: C_COMMENTS,
        keywords: "@charset @container @font-face @import @include @keyframes @layer @media @mixin @namespace @page \
            @property @supports @use auto inherit initial none revert unset",
        in_words: &['-', '@'],
        ..PLAIN
    },
    Language {
        names: &["sql", "sqlite", "postgres", "postgresql", "mysql", "psql"],
        line_comments: &["--"],
        block_comments: C_COMMENTS,
        strings: &[
            quote("'", "'", false, Reach::Lines),
            quote("\"", "\"", false, Reach::Lines),
        ],
        keywords: "add all alter and as asc begin between by case check column commit constraint create cross \
            default delete desc distinct drop else end except exists false foreign from full group having if \
            in index inner insert intersect into is join key left like limit not null offset on or order \
            outer over partition primary references returning right rollback select set table then \
            transaction trigger true union unique update using values view when where with",
        case: Case::Ignored,
        ..PLAIN
    },
    Language {
        names: &["shell", "sh", "bash", "zsh", "console"],
        line_comments: &["#"],
        strings: &[lines("\""), quote("'", "'", false, Reach::Lines)],
        keywords: "alias break case cd continue declare do done echo elif else esac eval exec exit export fi for \
            function if in local read readonly return set shift source test then trap unset until while",
        in_words: &['-', '$', '/', '.'],
        ..PLAIN
    },
    Language {
        names: &["go", "golang"],
        line_comments: &["//"],
        block_comments: C_COMMENTS,
        strings: &[raw("`", "`"), line("\""), line("'")],
        keywords: "any bool break byte case chan const continue default defer else error fallthrough false for func \
            go goto if import int interface map nil package range return rune select string struct switch \
            true type var",
        ..PLAIN
    },
    Language {
        names: &["java", "kotlin", "kt", "csharp", "cs"],
        line_comments: &["//"],
        block_comments: C_COMMENTS,
        strings: &[lines("\"\"\""), line("\""), line("'")],
        keywords: "abstract as assert async await boolean break byte case catch char class const continue default \
            do double else enum extends false final finally float for fun if implements import in instanceof \
            int interface internal is long namespace native new null object out override package private \
            protected public record return sealed short static string super switch synchronized this throw \
            throws true try using val var void volatile when while",
        ..PLAIN
    },
    Language {
        names: &["c", "h", "cpp", "c++", "cc", "hpp"],
        line_comments: &["//"],
        block_comments: C_COMMENTS,
        keywords: "#define #elif #else #endif #if #ifdef #ifndef #include #pragma #undef auto bool break case catch \
            char class concept const constexpr continue default delete do double else enum extern false \
            float for friend goto if inline int long mutable namespace new noexcept nullptr operator \
            override private protected public register requires return short signed sizeof static struct \
            switch template this throw true try typedef typename union unsigned using virtual void volatile \
            while",
        in_words: &['#'],
        ..PLAIN
    },
    Language {
        names: &["ruby", "rb"],
        line_comments: &["#"],
        block_comments: &[("=begin", "=end")],
        strings: &[lines("\""), lines("'"), lines("`")],
        keywords: "alias and begin break case class def defined do else elsif end ensure extend false for if in \
            include module next nil not or private protected public raise redo require rescue retry return \
            self super then true undef unless until when while yield",
        ..PLAIN
    },
    Language {
        names: &["php"],
        line_comments: &["//", "#"],
        block_comments: C_COMMENTS,
        strings: &[lines("\""), lines("'")],
        keywords: "abstract and array as break case catch class const continue declare default do echo else elseif \
            enum extends false final finally fn for foreach function global if implements include instanceof \
            interface isset match namespace new null or private protected public readonly require return \
            self static switch this throw trait true try unset use var while yield",
        case: Case::Ignored,
        ..PLAIN
    },
    Language {
        names: &["yaml", "yml"],
        line_comments: &["#"],
        keywords: "false no null off on true yes",
        case: Case::Ignored,
        in_words: &['-', '.', '/'],
        ..PLAIN
    },
    Language {
        names: &["toml", "ini", "conf"],
        line_comments: &["#", ";"],
        strings: &[lines("\"\"\""), raw("'''", "'''"), line("\""), line("'")],
        keywords: "false inf nan true",
        in_words: &['-'],
        ..PLAIN
    },
    Language {
        names: &["diff", "patch"],
        shape: Shape::Lines,
        ..PLAIN
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_belong_to_one_language() {
        let mut names: Vec<&str> = Vec::new();
        for language in LANGUAGES {
            names.extend(language.names.iter().copied());
        }
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn a_class_names_its_language_in_any_case() {
        assert!(of_class("language-Rust").is_some_and(|rust| rust.names.contains(&"rs")));
        assert!(of_class("language-").is_none());
        assert!(of_class("rust").is_none());
    }
}
