//! Exceptions and tracebacks.

use std::cell::Cell;

use crate::heap::{Gil, Header, Local, Marker, Object, slot_set};
use crate::object::{Class, CodeObj, Kind, Type};
use crate::word::Word;

/// An instance of an exception class. Further attributes (`errno`, `name`, `__notes__`, those of guest classes) are
/// ordinary ones.
#[repr(C)]
pub struct Exception {
    header: Header,
    args: Cell<Word>,
    cause: Cell<Word>,
    context: Cell<Word>,
    traceback: Cell<Word>,
    suppress_context: Cell<bool>,
}

// SAFETY: repr(C), header first; trace shows the words.
unsafe impl Object for Exception {
    const KIND: Kind = Kind::Exception;
    fn trace(&self, marker: &mut Marker) {
        for cell in [&self.args, &self.cause, &self.context, &self.traceback] {
            marker.mark(cell.get());
        }
    }
}

macro_rules! word_fields {
    ($($get:ident $set:ident $doc:literal;)*) => {
        impl Exception {
            $(
                #[doc = $doc]
                #[inline]
                pub fn $get(&self) -> Local<'_> {
                    Local::new(self.$get.get())
                }

                #[doc = concat!("Sets ", $doc)]
                pub fn $set(&self, value: Local<'_>) {
                    slot_set(&self.header, &self.$get, value);
                }
            )*
        }
    };
}

word_fields! {
    args set_args "`args`, a tuple.";
    cause set_cause "`__cause__` or None.";
    context set_context "`__context__` or None.";
    traceback set_traceback "`__traceback__` or None.";
}

impl Exception {
    /// `__suppress_context__`.
    pub fn suppress_context(&self) -> bool {
        self.suppress_context.get()
    }

    /// Sets `__suppress_context__`.
    pub fn set_suppress_context(&self, value: bool) {
        self.suppress_context.set(value);
    }
}

/// One entry of a traceback: a frame that the exception passed.
#[repr(C)]
pub struct Traceback {
    header: Header,
    next: Cell<Word>,
    code: Word,
    globals: Word,
    instr: u32,
}

// SAFETY: repr(C), header first; trace shows the words.
unsafe impl Object for Traceback {
    const KIND: Kind = Kind::Traceback;
    fn trace(&self, marker: &mut Marker) {
        marker.mark(self.next.get());
        marker.mark(self.code);
        marker.mark(self.globals);
    }
}

impl Traceback {
    /// `tb_next` or None: the frame called by this one.
    pub fn next(&self) -> Local<'_> {
        Local::new(self.next.get())
    }

    /// Sets `tb_next`.
    pub fn set_next(&self, next: Local<'_>) {
        slot_set(&self.header, &self.next, next);
    }

    /// The code that ran.
    pub fn code(&self) -> &CodeObj {
        match Local::new(self.code).as_code() {
            Some(code) => code,
            None => unreachable!("a traceback entry has a code"),
        }
    }

    /// The globals of the frame.
    pub fn globals(&self) -> Local<'_> {
        Local::new(self.globals)
    }

    /// The instruction that raised.
    pub fn instr(&self) -> usize {
        self.instr as usize
    }
}

impl Gil {
    /// An exception of this class with these arguments (a tuple); runs no constructor.
    pub fn new_exception(&self, class: &Class, args: Local<'_>) -> &Exception {
        let exception = Exception {
            header: Header::blank(Kind::Exception),
            args: Cell::new(args.word()),
            cause: Cell::new(Word::NONE),
            context: Cell::new(Word::NONE),
            traceback: Cell::new(Word::NONE),
            suppress_context: Cell::new(false),
        };
        self.alloc_with_attrs(exception, class.instance_shape(self))
    }

    /// An exception of a builtin type with one text argument.
    pub fn exception_text(&self, ty: Type, text: &str) -> &Exception {
        let args = self.tuple(&[self.str(text)]);
        self.new_exception(self.builtin_class(ty), args)
    }

    /// A traceback entry.
    pub(crate) fn new_traceback(
        &self,
        next: Local<'_>,
        code: &CodeObj,
        globals: Local<'_>,
        instr: u32,
    ) -> Local<'_> {
        let entry = Traceback {
            header: Header::blank(Kind::Traceback),
            next: Cell::new(next.word()),
            code: code.header().word(),
            globals: globals.word(),
            instr,
        };
        self.alloc(entry, Type::Traceback.shape()).local()
    }
}
