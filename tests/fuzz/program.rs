//! Programs as trees of lines: enough structure to print them and to cut parts away.

/// A statement: its line, and the lines indented below it.
#[derive(Clone, Debug)]
pub struct Node {
    pub line: String,
    pub body: Vec<Node>,
}

impl Node {
    pub fn leaf(line: impl Into<String>) -> Node {
        Node { line: line.into(), body: Vec::new() }
    }

    pub fn block(line: impl Into<String>, body: Vec<Node>) -> Node {
        Node { line: line.into(), body }
    }

    fn print(&self, depth: usize, out: &mut Vec<String>) {
        out.push(format!("{}{}", "    ".repeat(depth), self.line));
        for node in &self.body {
            node.print(depth + 1, out);
        }
        if self.body.is_empty() && self.line.ends_with(':') {
            out.push(format!("{}pass", "    ".repeat(depth + 1)));
        }
    }

    /// How many nodes there are in the tree.
    fn size(&self) -> usize {
        1 + self.body.iter().map(Node::size).sum::<usize>()
    }
}

/// A generated function: decorators and head in `head`, then its body.
#[derive(Clone, Debug)]
pub struct Function {
    pub head: Vec<String>,
    pub body: Vec<Node>,
    /// Each a Python tuple expression of arguments, made anew for each call.
    pub calls: Vec<String>,
    /// Whether CPython must print the same (a policy or the order of a float reduction may differ).
    pub cpython: bool,
    /// Whether the arrays are compared after an exception (not after one out of a prange).
    pub arrays_after_exception: bool,
}

impl Function {
    pub fn lines(&self) -> Vec<String> {
        let mut out = self.head.clone();
        for node in &self.body {
            node.print(1, &mut out);
        }
        if self.body.is_empty() {
            out.push("    pass".into());
        }
        out
    }

    /// How many nodes the body has.
    pub fn size(&self) -> usize {
        self.body.iter().map(Node::size).sum()
    }

    /// The function without its `n`th node (in order of lines), or with the node's body in its place.
    pub fn without(&self, n: usize, keep_body: bool) -> Function {
        let mut left = n;
        let mut copy = self.clone();
        remove(&mut copy.body, &mut left, keep_body);
        copy
    }
}

fn remove(nodes: &mut Vec<Node>, left: &mut usize, keep_body: bool) -> bool {
    let mut i = 0;
    while i < nodes.len() {
        if *left == 0 {
            let node = nodes.remove(i);
            if keep_body {
                nodes.splice(i..i, node.body);
            }
            return true;
        }
        *left -= 1;
        if remove(&mut nodes[i].body, left, keep_body) {
            return true;
        }
        i += 1;
    }
    false
}

/// A file of functions and the code that calls them.
#[derive(Clone, Debug)]
pub struct File {
    pub head: String,
    pub functions: Vec<Function>,
    /// The line that calls one function: `{n}`, `{k}`, `{args}` and `{arrays}` are filled in.
    pub call: &'static str,
}

impl File {
    /// The text, and for each function its first and last line.
    pub fn text(&self) -> (String, Vec<(usize, usize)>) {
        let mut text = self.head.clone();
        let mut line = text.lines().count();
        let mut ranges = Vec::new();
        let mut calls = String::new();
        for (n, function) in self.functions.iter().enumerate() {
            let lines = function.lines();
            ranges.push((line + 1, line + lines.len()));
            line += lines.len() + 1;
            for l in lines {
                text += &l.replace("FUNCTION", &format!("case{n}"));
                text.push('\n');
            }
            text.push('\n');
            for (k, args) in function.calls.iter().enumerate() {
                let arrays = if function.arrays_after_exception { "True" } else { "False" };
                let call = self.call.replace("{n}", &n.to_string()).replace("{k}", &k.to_string());
                calls += &call.replace("{args}", args).replace("{arrays}", arrays);
                calls.push('\n');
            }
        }
        (text + &calls, ranges)
    }

    /// A file with only some of the functions.
    pub fn with(&self, functions: Vec<Function>) -> File {
        File { head: self.head.clone(), functions, call: self.call }
    }
}
