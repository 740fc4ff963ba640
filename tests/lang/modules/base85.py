# Base 85 in both forms.
import base64

for data in (b"", b"a", b"ab", b"abc", b"hello world", b"\0\0\0\0", b"\0\0", b"    spaces  ", bytes(range(64))):
    b, a = base64.b85encode(data), base64.a85encode(data)
    print(b, a, base64.a85encode(data, foldspaces=True, adobe=True, wrapcol=20))
    assert base64.b85decode(b) == base64.a85decode(a) == data
    assert base64.a85decode(base64.a85encode(data, adobe=True), adobe=True) == data
# expect: b'' b'' b'<~~>'
# expect: b'VE' b'@/' b'<~@/~>'
# expect: b'VPX' b'@:B' b'<~@:B~>'
# expect: b'VPaz' b'@:E^' b'<~@:E^~>'
# expect: b'Xk~0{Zy<MXa%^M' b'BOu!rD]j7BEbo7' b'<~BOu!rD]j7BEbo7~>'
# expect: b'00000' b'z' b'<~z~>'
# expect: b'000' b'!!!' b'<~!!!~>'
# expect: b'ARr(hb8ul}Wpf}P' b'+<VdLF)YPtATJt:' b'<~yF)YPtATJt:~>'
# expect: b'009C61O)~M2nh-c3=Iws5D^j+6crX17#SKH9337XAR!_nBqb&%C@Cr{EG;fCFflSSG&MFiI5|2yJUu=?' b'!!*-\'"9eu7#RLhG$k3[W&.oNg\'GVB"(`=52*$$(B+<_pR,UFcb-n-Vr/1iJ-0JP==1c70M3&s#]4?Ykm' b'<~!!*-\'"9eu7#RLhG$k3\n[W&.oNg\'GVB"(`=52*$$\n(B+<_pR,UFcb-n-Vr/1i\nJ-0JP==1c70M3&s#]4?Y\nkm~>'
for wrong in (lambda: base64.b85decode(b"ab c"), lambda: base64.a85decode(b"~~~"), lambda: base64.a85decode(b"ab", adobe=True)):
    try:
        print(wrong())
    except ValueError as error:
        print(error)
# expect: bad base85 character at position 2
# expect: Non-Ascii85 digit found: ~
# expect: Ascii85 encoded byte sequences must end with b'~>'
