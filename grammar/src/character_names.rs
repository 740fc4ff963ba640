//! Names of characters, as `\N{…}` takes them: exact but for case, aliases included.

/// The character of a name.
pub(crate) fn character(name: &str) -> Option<char> {
    if name.len() > 100 || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" -".contains(&byte)) {
        return None;
    }
    let name = name.to_ascii_uppercase();
    if let Ok(at) = ALIASES.binary_search_by_key(&name.as_str(), |(alias, _)| alias) {
        return ALIASES.get(at).map(|(_, character)| *character);
    }
    // The look-up ignores spaces and hyphens, which CPython does not.
    let character = unicode_names2::character(&name)?;
    unicode_names2::name(character).filter(|found| found.to_string() == name).map(|_| character)
}

/// Unicode's formal aliases, ordered.
#[rustfmt::skip]
const ALIASES: &[(&str, char)] = &[
    ("ACK", '\u{6}'), ("ACKNOWLEDGE", '\u{6}'), ("ALERT", '\u{7}'), ("ALM", '\u{61c}'), ("APC", '\u{9f}'),
    ("APPLICATION PROGRAM COMMAND", '\u{9f}'), ("BACKSPACE", '\u{8}'), ("BEL", '\u{7}'),
    ("BOM", '\u{feff}'), ("BPH", '\u{82}'), ("BREAK PERMITTED HERE", '\u{82}'), ("BS", '\u{8}'),
    ("BYTE ORDER MARK", '\u{feff}'), ("BYZANTINE MUSICAL SYMBOL FTHORA SKLIRON CHROMA VASIS", '\u{1d0c5}'),
    ("CAN", '\u{18}'), ("CANCEL", '\u{18}'), ("CANCEL CHARACTER", '\u{94}'), ("CARRIAGE RETURN", '\u{d}'),
    ("CCH", '\u{94}'), ("CGJ", '\u{34f}'), ("CHARACTER TABULATION", '\u{9}'),
    ("CHARACTER TABULATION SET", '\u{88}'), ("CHARACTER TABULATION WITH JUSTIFICATION", '\u{89}'),
    ("CONTROL SEQUENCE INTRODUCER", '\u{9b}'), ("CR", '\u{d}'), ("CSI", '\u{9b}'),
    ("CUNEIFORM SIGN NU11 OVER NU11 BUR OVER BUR", '\u{122d5}'), ("CUNEIFORM SIGN NU11 TENU", '\u{122d4}'),
    ("DATA LINK ESCAPE", '\u{10}'), ("DC1", '\u{11}'), ("DC2", '\u{12}'), ("DC3", '\u{13}'),
    ("DC4", '\u{14}'), ("DCS", '\u{90}'), ("DEL", '\u{7f}'), ("DELETE", '\u{7f}'),
    ("DEVICE CONTROL FOUR", '\u{14}'), ("DEVICE CONTROL ONE", '\u{11}'),
    ("DEVICE CONTROL STRING", '\u{90}'), ("DEVICE CONTROL THREE", '\u{13}'),
    ("DEVICE CONTROL TWO", '\u{12}'), ("DLE", '\u{10}'), ("END OF GUARDED AREA", '\u{97}'),
    ("END OF LINE", '\u{a}'), ("END OF MEDIUM", '\u{19}'), ("END OF PROTECTED AREA", '\u{97}'),
    ("END OF SELECTED AREA", '\u{87}'), ("END OF TEXT", '\u{3}'), ("END OF TRANSMISSION", '\u{4}'),
    ("END OF TRANSMISSION BLOCK", '\u{17}'), ("ENQ", '\u{5}'), ("ENQUIRY", '\u{5}'), ("EOL", '\u{a}'),
    ("EOM", '\u{19}'), ("EOT", '\u{4}'), ("EPA", '\u{97}'), ("ESA", '\u{87}'), ("ESC", '\u{1b}'),
    ("ESCAPE", '\u{1b}'), ("ETB", '\u{17}'), ("ETX", '\u{3}'), ("FF", '\u{c}'),
    ("FILE SEPARATOR", '\u{1c}'), ("FORM FEED", '\u{c}'), ("FS", '\u{1c}'), ("FSI", '\u{2068}'),
    ("FVS1", '\u{180b}'), ("FVS2", '\u{180c}'), ("FVS3", '\u{180d}'), ("FVS4", '\u{180f}'),
    ("GROUP SEPARATOR", '\u{1d}'), ("GS", '\u{1d}'), ("HANGUL JONGSEONG SSANGYESIEUNG", '\u{11ee}'),
    ("HANGUL JONGSEONG YESIEUNG-KHIEUKH", '\u{11ef}'), ("HANGUL JONGSEONG YESIEUNG-KIYEOK", '\u{11ec}'),
    ("HANGUL JONGSEONG YESIEUNG-SSANGKIYEOK", '\u{11ed}'), ("HENTAIGANA LETTER E-1", '\u{1b001}'),
    ("HIGH OCTET PRESET", '\u{81}'), ("HOP", '\u{81}'), ("HORIZONTAL TABULATION", '\u{9}'),
    ("HORIZONTAL TABULATION SET", '\u{88}'), ("HORIZONTAL TABULATION WITH JUSTIFICATION", '\u{89}'),
    ("HT", '\u{9}'), ("HTJ", '\u{89}'), ("HTS", '\u{88}'), ("IND", '\u{84}'), ("INDEX", '\u{84}'),
    ("INFORMATION SEPARATOR FOUR", '\u{1c}'), ("INFORMATION SEPARATOR ONE", '\u{1f}'),
    ("INFORMATION SEPARATOR THREE", '\u{1d}'), ("INFORMATION SEPARATOR TWO", '\u{1e}'),
    ("KANNADA LETTER LLLA", '\u{cde}'), ("LAO LETTER FO FAY", '\u{e9f}'), ("LAO LETTER FO FON", '\u{e9d}'),
    ("LAO LETTER LO", '\u{ea5}'), ("LAO LETTER RO", '\u{ea3}'), ("LATIN CAPITAL LETTER GHA", '\u{1a2}'),
    ("LATIN SMALL LETTER GHA", '\u{1a3}'),
    ("LEFTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE", '\u{2b7a}'), ("LF", '\u{a}'),
    ("LINE FEED", '\u{a}'), ("LINE TABULATION", '\u{b}'), ("LINE TABULATION SET", '\u{8a}'),
    ("LOCKING-SHIFT ONE", '\u{e}'), ("LOCKING-SHIFT ZERO", '\u{f}'), ("LRE", '\u{202a}'),
    ("LRI", '\u{2066}'), ("LRM", '\u{200e}'), ("LRO", '\u{202d}'),
    ("MEDEFAIDRIN CAPITAL LETTER H", '\u{16e56}'), ("MEDEFAIDRIN CAPITAL LETTER NG", '\u{16e57}'),
    ("MEDEFAIDRIN SMALL LETTER H", '\u{16e76}'), ("MEDEFAIDRIN SMALL LETTER NG", '\u{16e77}'),
    ("MESSAGE WAITING", '\u{95}'), ("MICR DASH SYMBOL", '\u{2449}'), ("MICR ON US SYMBOL", '\u{2448}'),
    ("MMSP", '\u{205f}'), ("MVS", '\u{180e}'), ("MW", '\u{95}'), ("MYANMAR LETTER KHAMTI LLA", '\u{aa6e}'),
    ("NAK", '\u{15}'), ("NBH", '\u{83}'), ("NBSP", '\u{a0}'), ("NEGATIVE ACKNOWLEDGE", '\u{15}'),
    ("NEL", '\u{85}'), ("NEW LINE", '\u{a}'), ("NEXT LINE", '\u{85}'), ("NL", '\u{a}'),
    ("NNBSP", '\u{202f}'), ("NO BREAK HERE", '\u{83}'), ("NUL", '\u{0}'), ("NULL", '\u{0}'),
    ("OPERATING SYSTEM COMMAND", '\u{9d}'), ("OSC", '\u{9d}'), ("PAD", '\u{80}'),
    ("PADDING CHARACTER", '\u{80}'), ("PARTIAL LINE BACKWARD", '\u{8c}'), ("PARTIAL LINE DOWN", '\u{8b}'),
    ("PARTIAL LINE FORWARD", '\u{8b}'), ("PARTIAL LINE UP", '\u{8c}'), ("PDF", '\u{202c}'),
    ("PDI", '\u{2069}'), ("PLD", '\u{8b}'), ("PLU", '\u{8c}'), ("PM", '\u{9e}'),
    ("PRESENTATION FORM FOR VERTICAL RIGHT WHITE LENTICULAR BRACKET", '\u{fe18}'),
    ("PRIVACY MESSAGE", '\u{9e}'), ("PRIVATE USE ONE", '\u{91}'), ("PRIVATE USE TWO", '\u{92}'),
    ("PRIVATE USE-1", '\u{91}'), ("PRIVATE USE-2", '\u{92}'), ("PU1", '\u{91}'), ("PU2", '\u{92}'),
    ("RECORD SEPARATOR", '\u{1e}'), ("REVERSE INDEX", '\u{8d}'), ("REVERSE LINE FEED", '\u{8d}'),
    ("RI", '\u{8d}'), ("RIGHTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE", '\u{2b7c}'),
    ("RLE", '\u{202b}'), ("RLI", '\u{2067}'), ("RLM", '\u{200f}'), ("RLO", '\u{202e}'), ("RS", '\u{1e}'),
    ("SCI", '\u{9a}'), ("SET TRANSMIT STATE", '\u{93}'), ("SGC", '\u{99}'), ("SHIFT IN", '\u{f}'),
    ("SHIFT OUT", '\u{e}'), ("SHY", '\u{ad}'), ("SI", '\u{f}'), ("SINGLE CHARACTER INTRODUCER", '\u{9a}'),
    ("SINGLE GRAPHIC CHARACTER INTRODUCER", '\u{99}'), ("SINGLE SHIFT THREE", '\u{8f}'),
    ("SINGLE SHIFT TWO", '\u{8e}'), ("SINGLE-SHIFT-2", '\u{8e}'), ("SINGLE-SHIFT-3", '\u{8f}'),
    ("SO", '\u{e}'), ("SOH", '\u{1}'), ("SOS", '\u{98}'), ("SP", '\u{20}'), ("SPA", '\u{96}'),
    ("SS2", '\u{8e}'), ("SS3", '\u{8f}'), ("SSA", '\u{86}'), ("ST", '\u{9c}'),
    ("START OF GUARDED AREA", '\u{96}'), ("START OF HEADING", '\u{1}'),
    ("START OF PROTECTED AREA", '\u{96}'), ("START OF SELECTED AREA", '\u{86}'),
    ("START OF STRING", '\u{98}'), ("START OF TEXT", '\u{2}'), ("STRING TERMINATOR", '\u{9c}'),
    ("STS", '\u{93}'), ("STX", '\u{2}'), ("SUB", '\u{1a}'), ("SUBSTITUTE", '\u{1a}'), ("SYN", '\u{16}'),
    ("SYNCHRONOUS IDLE", '\u{16}'), ("SYRIAC SUBLINEAR COLON SKEWED LEFT", '\u{709}'), ("TAB", '\u{9}'),
    ("TIBETAN MARK BKA- SHOG GI MGO RGYAN", '\u{fd0}'), ("UNIT SEPARATOR", '\u{1f}'), ("US", '\u{1f}'),
    ("VERTICAL TABULATION", '\u{b}'), ("VERTICAL TABULATION SET", '\u{8a}'), ("VS1", '\u{fe00}'),
    ("VS10", '\u{fe09}'), ("VS100", '\u{e0153}'), ("VS101", '\u{e0154}'), ("VS102", '\u{e0155}'),
    ("VS103", '\u{e0156}'), ("VS104", '\u{e0157}'), ("VS105", '\u{e0158}'), ("VS106", '\u{e0159}'),
    ("VS107", '\u{e015a}'), ("VS108", '\u{e015b}'), ("VS109", '\u{e015c}'), ("VS11", '\u{fe0a}'),
    ("VS110", '\u{e015d}'), ("VS111", '\u{e015e}'), ("VS112", '\u{e015f}'), ("VS113", '\u{e0160}'),
    ("VS114", '\u{e0161}'), ("VS115", '\u{e0162}'), ("VS116", '\u{e0163}'), ("VS117", '\u{e0164}'),
    ("VS118", '\u{e0165}'), ("VS119", '\u{e0166}'), ("VS12", '\u{fe0b}'), ("VS120", '\u{e0167}'),
    ("VS121", '\u{e0168}'), ("VS122", '\u{e0169}'), ("VS123", '\u{e016a}'), ("VS124", '\u{e016b}'),
    ("VS125", '\u{e016c}'), ("VS126", '\u{e016d}'), ("VS127", '\u{e016e}'), ("VS128", '\u{e016f}'),
    ("VS129", '\u{e0170}'), ("VS13", '\u{fe0c}'), ("VS130", '\u{e0171}'), ("VS131", '\u{e0172}'),
    ("VS132", '\u{e0173}'), ("VS133", '\u{e0174}'), ("VS134", '\u{e0175}'), ("VS135", '\u{e0176}'),
    ("VS136", '\u{e0177}'), ("VS137", '\u{e0178}'), ("VS138", '\u{e0179}'), ("VS139", '\u{e017a}'),
    ("VS14", '\u{fe0d}'), ("VS140", '\u{e017b}'), ("VS141", '\u{e017c}'), ("VS142", '\u{e017d}'),
    ("VS143", '\u{e017e}'), ("VS144", '\u{e017f}'), ("VS145", '\u{e0180}'), ("VS146", '\u{e0181}'),
    ("VS147", '\u{e0182}'), ("VS148", '\u{e0183}'), ("VS149", '\u{e0184}'), ("VS15", '\u{fe0e}'),
    ("VS150", '\u{e0185}'), ("VS151", '\u{e0186}'), ("VS152", '\u{e0187}'), ("VS153", '\u{e0188}'),
    ("VS154", '\u{e0189}'), ("VS155", '\u{e018a}'), ("VS156", '\u{e018b}'), ("VS157", '\u{e018c}'),
    ("VS158", '\u{e018d}'), ("VS159", '\u{e018e}'), ("VS16", '\u{fe0f}'), ("VS160", '\u{e018f}'),
    ("VS161", '\u{e0190}'), ("VS162", '\u{e0191}'), ("VS163", '\u{e0192}'), ("VS164", '\u{e0193}'),
    ("VS165", '\u{e0194}'), ("VS166", '\u{e0195}'), ("VS167", '\u{e0196}'), ("VS168", '\u{e0197}'),
    ("VS169", '\u{e0198}'), ("VS17", '\u{e0100}'), ("VS170", '\u{e0199}'), ("VS171", '\u{e019a}'),
    ("VS172", '\u{e019b}'), ("VS173", '\u{e019c}'), ("VS174", '\u{e019d}'), ("VS175", '\u{e019e}'),
    ("VS176", '\u{e019f}'), ("VS177", '\u{e01a0}'), ("VS178", '\u{e01a1}'), ("VS179", '\u{e01a2}'),
    ("VS18", '\u{e0101}'), ("VS180", '\u{e01a3}'), ("VS181", '\u{e01a4}'), ("VS182", '\u{e01a5}'),
    ("VS183", '\u{e01a6}'), ("VS184", '\u{e01a7}'), ("VS185", '\u{e01a8}'), ("VS186", '\u{e01a9}'),
    ("VS187", '\u{e01aa}'), ("VS188", '\u{e01ab}'), ("VS189", '\u{e01ac}'), ("VS19", '\u{e0102}'),
    ("VS190", '\u{e01ad}'), ("VS191", '\u{e01ae}'), ("VS192", '\u{e01af}'), ("VS193", '\u{e01b0}'),
    ("VS194", '\u{e01b1}'), ("VS195", '\u{e01b2}'), ("VS196", '\u{e01b3}'), ("VS197", '\u{e01b4}'),
    ("VS198", '\u{e01b5}'), ("VS199", '\u{e01b6}'), ("VS2", '\u{fe01}'), ("VS20", '\u{e0103}'),
    ("VS200", '\u{e01b7}'), ("VS201", '\u{e01b8}'), ("VS202", '\u{e01b9}'), ("VS203", '\u{e01ba}'),
    ("VS204", '\u{e01bb}'), ("VS205", '\u{e01bc}'), ("VS206", '\u{e01bd}'), ("VS207", '\u{e01be}'),
    ("VS208", '\u{e01bf}'), ("VS209", '\u{e01c0}'), ("VS21", '\u{e0104}'), ("VS210", '\u{e01c1}'),
    ("VS211", '\u{e01c2}'), ("VS212", '\u{e01c3}'), ("VS213", '\u{e01c4}'), ("VS214", '\u{e01c5}'),
    ("VS215", '\u{e01c6}'), ("VS216", '\u{e01c7}'), ("VS217", '\u{e01c8}'), ("VS218", '\u{e01c9}'),
    ("VS219", '\u{e01ca}'), ("VS22", '\u{e0105}'), ("VS220", '\u{e01cb}'), ("VS221", '\u{e01cc}'),
    ("VS222", '\u{e01cd}'), ("VS223", '\u{e01ce}'), ("VS224", '\u{e01cf}'), ("VS225", '\u{e01d0}'),
    ("VS226", '\u{e01d1}'), ("VS227", '\u{e01d2}'), ("VS228", '\u{e01d3}'), ("VS229", '\u{e01d4}'),
    ("VS23", '\u{e0106}'), ("VS230", '\u{e01d5}'), ("VS231", '\u{e01d6}'), ("VS232", '\u{e01d7}'),
    ("VS233", '\u{e01d8}'), ("VS234", '\u{e01d9}'), ("VS235", '\u{e01da}'), ("VS236", '\u{e01db}'),
    ("VS237", '\u{e01dc}'), ("VS238", '\u{e01dd}'), ("VS239", '\u{e01de}'), ("VS24", '\u{e0107}'),
    ("VS240", '\u{e01df}'), ("VS241", '\u{e01e0}'), ("VS242", '\u{e01e1}'), ("VS243", '\u{e01e2}'),
    ("VS244", '\u{e01e3}'), ("VS245", '\u{e01e4}'), ("VS246", '\u{e01e5}'), ("VS247", '\u{e01e6}'),
    ("VS248", '\u{e01e7}'), ("VS249", '\u{e01e8}'), ("VS25", '\u{e0108}'), ("VS250", '\u{e01e9}'),
    ("VS251", '\u{e01ea}'), ("VS252", '\u{e01eb}'), ("VS253", '\u{e01ec}'), ("VS254", '\u{e01ed}'),
    ("VS255", '\u{e01ee}'), ("VS256", '\u{e01ef}'), ("VS26", '\u{e0109}'), ("VS27", '\u{e010a}'),
    ("VS28", '\u{e010b}'), ("VS29", '\u{e010c}'), ("VS3", '\u{fe02}'), ("VS30", '\u{e010d}'),
    ("VS31", '\u{e010e}'), ("VS32", '\u{e010f}'), ("VS33", '\u{e0110}'), ("VS34", '\u{e0111}'),
    ("VS35", '\u{e0112}'), ("VS36", '\u{e0113}'), ("VS37", '\u{e0114}'), ("VS38", '\u{e0115}'),
    ("VS39", '\u{e0116}'), ("VS4", '\u{fe03}'), ("VS40", '\u{e0117}'), ("VS41", '\u{e0118}'),
    ("VS42", '\u{e0119}'), ("VS43", '\u{e011a}'), ("VS44", '\u{e011b}'), ("VS45", '\u{e011c}'),
    ("VS46", '\u{e011d}'), ("VS47", '\u{e011e}'), ("VS48", '\u{e011f}'), ("VS49", '\u{e0120}'),
    ("VS5", '\u{fe04}'), ("VS50", '\u{e0121}'), ("VS51", '\u{e0122}'), ("VS52", '\u{e0123}'),
    ("VS53", '\u{e0124}'), ("VS54", '\u{e0125}'), ("VS55", '\u{e0126}'), ("VS56", '\u{e0127}'),
    ("VS57", '\u{e0128}'), ("VS58", '\u{e0129}'), ("VS59", '\u{e012a}'), ("VS6", '\u{fe05}'),
    ("VS60", '\u{e012b}'), ("VS61", '\u{e012c}'), ("VS62", '\u{e012d}'), ("VS63", '\u{e012e}'),
    ("VS64", '\u{e012f}'), ("VS65", '\u{e0130}'), ("VS66", '\u{e0131}'), ("VS67", '\u{e0132}'),
    ("VS68", '\u{e0133}'), ("VS69", '\u{e0134}'), ("VS7", '\u{fe06}'), ("VS70", '\u{e0135}'),
    ("VS71", '\u{e0136}'), ("VS72", '\u{e0137}'), ("VS73", '\u{e0138}'), ("VS74", '\u{e0139}'),
    ("VS75", '\u{e013a}'), ("VS76", '\u{e013b}'), ("VS77", '\u{e013c}'), ("VS78", '\u{e013d}'),
    ("VS79", '\u{e013e}'), ("VS8", '\u{fe07}'), ("VS80", '\u{e013f}'), ("VS81", '\u{e0140}'),
    ("VS82", '\u{e0141}'), ("VS83", '\u{e0142}'), ("VS84", '\u{e0143}'), ("VS85", '\u{e0144}'),
    ("VS86", '\u{e0145}'), ("VS87", '\u{e0146}'), ("VS88", '\u{e0147}'), ("VS89", '\u{e0148}'),
    ("VS9", '\u{fe08}'), ("VS90", '\u{e0149}'), ("VS91", '\u{e014a}'), ("VS92", '\u{e014b}'),
    ("VS93", '\u{e014c}'), ("VS94", '\u{e014d}'), ("VS95", '\u{e014e}'), ("VS96", '\u{e014f}'),
    ("VS97", '\u{e0150}'), ("VS98", '\u{e0151}'), ("VS99", '\u{e0152}'), ("VT", '\u{b}'), ("VTS", '\u{8a}'),
    ("WEIERSTRASS ELLIPTIC FUNCTION", '\u{2118}'), ("WJ", '\u{2060}'),
    ("YI SYLLABLE ITERATION MARK", '\u{a015}'), ("ZWJ", '\u{200d}'), ("ZWNBSP", '\u{feff}'),
    ("ZWNJ", '\u{200c}'), ("ZWSP", '\u{200b}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert!(ALIASES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(character("line feed"), Some('\n'));
        assert_eq!(character("LATIN SMALL LETTER A"), Some('a'));
        assert_eq!(character("latinsmalllettera"), None);
        assert_eq!(character("HANGUL SYLLABLE GA"), Some('\u{ac00}'));
        assert_eq!(character("CJK UNIFIED IDEOGRAPH-4E00"), Some('\u{4e00}'));
        assert_eq!(character("no such thing"), None);
    }
}
