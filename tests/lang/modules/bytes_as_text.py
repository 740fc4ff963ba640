import base64
import binascii
import secrets

for data in (b"", b"f", b"fo", b"foo", b"foob", b"fooba", b"\xff\xfe\xfd\x00"):
    print(base64.b64encode(data), base64.b32encode(data), base64.b16encode(data))
    assert base64.b64decode(base64.b64encode(data)) == data
    assert base64.b32decode(base64.b32encode(data)) == data
    assert base64.b16decode(base64.b16encode(data)) == data
    assert base64.urlsafe_b64decode(base64.urlsafe_b64encode(data)) == data
# expect: b'' b'' b''
# expect: b'Zg==' b'MY======' b'66'
# expect: b'Zm8=' b'MZXQ====' b'666F'
# expect: b'Zm9v' b'MZXW6===' b'666F6F'
# expect: b'Zm9vYg==' b'MZXW6YQ=' b'666F6F62'
# expect: b'Zm9vYmE=' b'MZXW6YTB' b'666F6F6261'
# expect: b'//79AA==' b'777P2AA=' b'FFFEFD00'
print(base64.urlsafe_b64encode(b"\xfb\xff"), base64.b64decode("aGk="), base64.b64decode(b"aG k=\n"))
# expect: b'-_8=' b'hi' b'hi'
print(binascii.hexlify(b"\x01\xab"), binascii.unhexlify("01Ab"), binascii.hexlify(b"abc", "-"))
# expect: b'01ab' b'\x01\xab' b'61-62-63'
print(binascii.crc32(b"hello"), binascii.crc32(b"lo", binascii.crc32(b"hel")), binascii.crc_hqx(b"hello", 0))
# expect: 907060870 907060870 50018
print(binascii.b2a_base64(b"hi"), binascii.a2b_base64(b"aGk"[:3] + b"="))  # expect: b'aGk=\n' b'hi'
print(base64.encodebytes(b"x" * 60))
# expect: b'eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4\neHh4\n'
for bad in (
    lambda: binascii.unhexlify("abc"),
    lambda: binascii.unhexlify("zz"),
    lambda: base64.b64decode("aGk"),
    lambda: base64.b64decode("a"),
    lambda: base64.b64decode("a!bc", validate=True),
    lambda: base64.b64encode("text"),
    lambda: base64.b16decode("ab"),
):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
# expect: Error Odd-length string
# expect: Error Non-hexadecimal digit found
# expect: Error Incorrect padding
# expect: Error Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4
# expect: Error Only base64 data is allowed
# expect: TypeError a bytes-like object is required, not 'str'
# expect: Error Non-base16 digit found
print(len(secrets.token_hex(8)), len(secrets.token_bytes(5)), 0 <= secrets.randbelow(10) < 10)  # expect: 16 5 True
print(secrets.choice([7]), secrets.compare_digest("a", "a"), secrets.compare_digest(b"a", b"b"))
# expect: 7 True False
