//! Python's module `binascii`, against CPython's stable ABI only.
//!
//! [`base64`], [`hex`], [`uu`] and [`quoted`] hold the codecs, on bytes alone; this file is their Python face.

mod base64;
mod hex;
mod quoted;
mod uu;

use core::ffi::CStr;

use ladon_ext::raise::{Exception, new_exception, raise, type_error, value_error};
use ladon_ext::{Args, Buffer, Method, Module, ModuleObject, Object, Owned, Raised, Result, Signature};

pub struct Binascii;

type This = ModuleObject<Binascii>;

/// The state.
mod state {
    pub const ERROR: usize = 0;
    pub const INCOMPLETE: usize = 1;
}

/// Why data cannot be converted: the message of `binascii.Error`.
type Invalid = std::borrow::Cow<'static, str>;

impl Module for Binascii {
    const NAME: &'static CStr = c"binascii";
    const DOC: &'static CStr = c"Conversions between bytes and forms of them in ASCII.";
    const METHODS: &'static [Method<This>] = METHODS;
    const STATE: usize = 2;

    fn exec(module: &This) -> Result<()> {
        let error = new_exception(c"binascii.Error", Some(Exception::ValueError))?;
        module.add(c"Error", &error)?;
        module.set_state(state::ERROR, error)?;
        let incomplete = new_exception(c"binascii.Incomplete", None)?;
        module.add(c"Incomplete", &incomplete)?;
        module.set_state(state::INCOMPLETE, incomplete)
    }
}

ladon_ext::module!(PyInit_binascii, Binascii);

const HEXLIFY_DOC: &CStr = c"hexlify($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nBytes as hexadecimal digits.\n\n  sep\n    A character, or a byte, to put between groups.\n  bytes_per_sep\n    Size of a group; counted from the right, or if negative from the left.";
const UNHEXLIFY_DOC: &CStr = c"unhexlify($module, hexstr, /)\n--\n\nThe bytes that hexadecimal digits stand for.";
const B2A_HEX_DOC: &CStr =
    c"b2a_hex($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nThe same as hexlify().";
const A2B_HEX_DOC: &CStr = c"a2b_hex($module, hexstr, /)\n--\n\nThe same as unhexlify().";

#[rustfmt::skip]
const METHODS: &[Method<This>] = &[
    Method::one(c"a2b_uu", a2b_uu, c"a2b_uu($module, data, /)\n--\n\nDecode a line of uuencoded data."),
    Method::named(c"b2a_uu", b2a_uu, c"b2a_uu($module, data, /, *, backtick=False)\n--\n\nUuencode up to 45 bytes as a line, zeros as backticks if asked."),
    Method::named(c"a2b_base64", a2b_base64, c"a2b_base64($module, data, /, *, strict_mode=False)\n--\n\nDecode base64; what is not base64 is passed over, or in strict mode an error."),
    Method::named(c"b2a_base64", b2a_base64, c"b2a_base64($module, data, /, *, newline=True)\n--\n\nEncode as a line of base64."),
    Method::one(c"a2b_hex", a2b_hex, A2B_HEX_DOC),
    Method::one(c"unhexlify", a2b_hex, UNHEXLIFY_DOC),
    Method::named(c"b2a_hex", |this, values, names| b2a_hex(this, "b2a_hex", values, names), B2A_HEX_DOC),
    Method::named(c"hexlify", |this, values, names| b2a_hex(this, "hexlify", values, names), HEXLIFY_DOC),
    Method::named(c"a2b_qp", a2b_qp, c"a2b_qp($module, /, data, header=False)\n--\n\nDecode quoted-printable; in headers, underscores are spaces."),
    Method::named(c"b2a_qp", b2a_qp, c"b2a_qp($module, /, data, quotetabs=False, istext=True, header=False)\n--\n\nEncode as quoted-printable.\n\n  quotetabs\n    Encode all tabs and spaces, not only those at the end of a line.\n  istext\n    Keep line ends; else they are encoded.\n  header\n    Write spaces as underscores."),
    Method::fast(c"crc_hqx", crc_hqx, c"crc_hqx($module, data, crc, /)\n--\n\nCRC-CCITT of data, going on from crc."),
    Method::fast(c"crc32", crc32, c"crc32($module, data, crc=0, /)\n--\n\nCRC-32 of data, going on from crc."),
    Method::END,
];

fn error(this: &This, message: Invalid) -> Raised {
    match this.state(state::ERROR) {
        Ok(class) => raise(&class, message),
        Err(raised) => raised,
    }
}

/// The bytes of a buffer, or of a str that is ASCII.
fn ascii_argument<T>(arg: &Object, use_bytes: impl FnOnce(&[u8]) -> T) -> Result<T> {
    if arg.is_str() {
        return match arg.as_str() {
            Ok(text) if text.is_ascii() => Ok(use_bytes(text.as_bytes())),
            other => {
                if let Err(surrogates) = other {
                    surrogates.clear();
                }
                Err(value_error("string argument should contain only ASCII characters"))
            }
        };
    }
    match Buffer::get(arg) {
        Ok(buffer) => Ok(use_bytes(buffer.bytes())),
        Err(raised) => {
            raised.clear();
            let type_name = arg.type_name();
            Err(type_error(format_args!("argument should be bytes, buffer or ASCII string, not '{type_name}'")))
        }
    }
}

fn flag(arg: Option<&Object>, default: bool) -> Result<bool> {
    arg.map_or(Ok(default), |arg| arg.is_true())
}

/// `bind` has seen to it that the first parameter is there.
fn first<'a, const N: usize>(bound: &[Option<&'a Object>; N]) -> &'a Object {
    bound[0].expect("the first parameter is required")
}

fn one_option<'a>(
    function: &'static str,
    option: &'static str,
    values: Args<'a>,
    names: Option<&'a Object>,
) -> Result<[Option<&'a Object>; 2]> {
    Signature { function, names: ["", option], positional_only: 1, positional: 1, required: 1 }.bind(values, names)
}

fn a2b_uu(this: &This, data: &Object) -> Result<Owned> {
    let decoded = ascii_argument(data, uu::decode)?;
    Owned::bytes(&decoded.map_err(|message| error(this, message))?)
}

fn b2a_uu(this: &This, values: Args<'_>, names: Option<&Object>) -> Result<Owned> {
    let bound = one_option("b2a_uu", "backtick", values, names)?;
    let data = Buffer::get(first(&bound))?;
    let backtick = flag(bound[1], false)?;
    Owned::bytes(&uu::encode(data.bytes(), backtick).map_err(|message| error(this, message))?)
}

fn a2b_base64(this: &This, values: Args<'_>, names: Option<&Object>) -> Result<Owned> {
    let bound = one_option("a2b_base64", "strict_mode", values, names)?;
    // Checks the argument first, as a flag's truth may raise too.
    ascii_argument(first(&bound), |_| ())?;
    let strict = flag(bound[1], false)?;
    let decoded = ascii_argument(first(&bound), |data| base64::decode(data, strict))?;
    Owned::bytes(&decoded.map_err(|message| error(this, message))?)
}

fn b2a_base64(_: &This, values: Args<'_>, names: Option<&Object>) -> Result<Owned> {
    let bound = one_option("b2a_base64", "newline", values, names)?;
    let data = Buffer::get(first(&bound))?;
    let newline = flag(bound[1], true)?;
    Owned::bytes(&base64::encode(data.bytes(), newline))
}

fn a2b_hex(this: &This, data: &Object) -> Result<Owned> {
    let decoded = ascii_argument(data, hex::decode)?;
    Owned::bytes(&decoded.map_err(|message| error(this, message))?)
}

fn b2a_hex(_: &This, function: &'static str, values: Args<'_>, names: Option<&Object>) -> Result<Owned> {
    let signature =
        Signature { function, names: ["data", "sep", "bytes_per_sep"], positional_only: 0, positional: 3, required: 1 };
    let [data, separator, group] = signature.bind(values, names)?;
    let data = Buffer::get(first(&[data]))?;
    let group = group.map_or(Ok(1), |group| group.to_c_int())?;
    let separator = separator.map(separator_byte).transpose()?;
    Owned::bytes(&match separator {
        Some(separator) => hex::encode_groups(data.bytes(), separator, group as isize),
        None => hex::encode(data.bytes()),
    })
}

fn separator_byte(separator: &Object) -> Result<u8> {
    if separator.length()? != 1 {
        return Err(value_error("sep must be length 1."));
    }
    if separator.is_str() {
        return u8::try_from(separator.char_at(0)?).map_err(|_| value_error("sep must be ASCII."));
    }
    if separator.is_bytes() {
        return Ok(separator.as_bytes()?[0]);
    }
    Err(type_error("sep must be str or bytes."))
}

fn a2b_qp(_: &This, values: Args<'_>, names: Option<&Object>) -> Result<Owned> {
    const SIGNATURE: Signature<2> =
        Signature { function: "a2b_qp", names: ["data", "header"], positional_only: 0, positional: 2, required: 1 };
    let bound = SIGNATURE.bind(values, names)?;
    ascii_argument(first(&bound), |_| ())?;
    let header = flag(bound[1], false)?;
    Owned::bytes(&ascii_argument(first(&bound), |data| quoted::decode(data, header))?)
}

fn b2a_qp(_: &This, values: Args<'_>, names: Option<&Object>) -> Result<Owned> {
    const SIGNATURE: Signature<4> = Signature {
        function: "b2a_qp",
        names: ["data", "quotetabs", "istext", "header"],
        positional_only: 0,
        positional: 4,
        required: 1,
    };
    let bound = SIGNATURE.bind(values, names)?;
    let data = Buffer::get(first(&bound))?;
    let style =
        quoted::Style { tabs: flag(bound[1], false)?, text: flag(bound[2], true)?, header: flag(bound[3], false)? };
    Owned::bytes(&quoted::encode(data.bytes(), style))
}

fn crc_hqx(_: &This, args: Args<'_>) -> Result<Owned> {
    let [data, crc] = args.exactly("crc_hqx")?;
    let data = Buffer::get(data)?;
    let mut crc = crc.to_u64_wrapping()? as u16;
    for byte in data.bytes() {
        crc ^= u16::from(*byte) << 8;
        for _ in 0..8 {
            let carry = if crc & 0x8000 != 0 { 0x1021 } else { 0 };
            crc = crc << 1 ^ carry;
        }
    }
    Owned::uint(crc.into())
}

fn crc32(_: &This, args: Args<'_>) -> Result<Owned> {
    args.between("crc32", 1, 2)?;
    let data = Buffer::get(args.0[0])?;
    let crc = args.get(1).map_or(Ok(0), |crc| crc.to_u64_wrapping())? as u32;
    let mut hasher = crc32fast::Hasher::new_with_initial(crc);
    hasher.update(data.bytes());
    Owned::uint(hasher.finalize().into())
}
