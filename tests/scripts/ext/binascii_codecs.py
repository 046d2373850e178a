import binascii

data = bytes(range(0, 250, 13))
print(binascii.hexlify(data))  # expect: b'000d1a2734414e5b6875828f9ca9b6c3d0ddeaf7'
print(binascii.hexlify(b"abcde", ":"), binascii.b2a_hex(b"abcde", b"-", 2), binascii.hexlify(b"abcde", sep="-", bytes_per_sep=-2))  # expect: b'61:62:63:64:65' b'61-6263-6465' b'6162-6364-65'
print(binascii.hexlify(b""), binascii.hexlify(b"abc", "_", 0), binascii.hexlify(bytearray(b"xyz"), "_", 99))  # expect: b'' b'616263' b'78797a'
print(binascii.unhexlify("6162FfaA"), binascii.a2b_hex(b""), binascii.unhexlify(binascii.hexlify(data)) == data)  # expect: b'ab\xff\xaa' b'' True
print(binascii.b2a_base64(b""), binascii.b2a_base64(b"a"), binascii.b2a_base64(b"ab"), binascii.b2a_base64(b"abc", newline=False))  # expect: b'\n' b'YQ==\n' b'YWI=\n' b'YWJj'
print(binascii.b2a_base64(data))  # expect: b'AA0aJzRBTltodYKPnKm2w9Dd6vc=\n'
print(binascii.a2b_base64("YWJj"), binascii.a2b_base64(b"YQ==\n"), binascii.a2b_base64("Y W!J=j"), binascii.a2b_base64("YQ==YQ=="))  # expect: b'abc' b'a' b'ab' b'a'
print(binascii.a2b_base64("YWI=", strict_mode=True), binascii.a2b_base64(binascii.b2a_base64(data)) == data)  # expect: b'ab' True
print(binascii.b2a_uu(b"hello world"), binascii.b2a_uu(b""), binascii.b2a_uu(b"\0\0", backtick=True))  # expect: b'+:&5L;&\\@=V]R;&0 \n' b' \n' b'"````\n'
print(binascii.a2b_uu(b"+:&5L;&\\@=V]R;&0 \n"), binascii.a2b_uu("!"), binascii.a2b_uu(b"#86)C  \r\n"))  # expect: b'hello world' b'\x00' b'abc'
print(all(binascii.a2b_uu(binascii.b2a_uu(data[:n])) == data[:n] for n in range(len(data))))  # expect: True
print(binascii.b2a_qp(b"a=b \t\r\n.\r\nx\xff_ y "))  # expect: b'a=3Db =09\r\n=2E\r\nx=FF_ y=20'
print(binascii.b2a_qp(b"a b\tc\n", quotetabs=True), binascii.b2a_qp(b"a\nb", istext=False), binascii.b2a_qp(b"a b_c", header=True))  # expect: b'a=20b=09c\n' b'a=0Ab' b'a_b=5Fc'
print(binascii.b2a_qp(b"x" * 80))  # expect: b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=\nxxxxx'
print(binascii.b2a_qp(b"\xe9" * 30))  # expect: b'=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=\n=E9=E9=E9=E9=E9'
print(binascii.a2b_qp(b"a=3Db=\nc=\r\nd==x=4"), binascii.a2b_qp("a_b=20", header=True), binascii.a2b_qp(b"a_b=zz="))  # expect: b'a=bcd=x=4' b'a b ' b'a_b=zz'
print(binascii.crc32(b"hello"), binascii.crc32(b"world", binascii.crc32(b"hello ")), binascii.crc32(b"", 5), binascii.crc32(b"a", -1))  # expect: 907060870 222957957 5 3310005809
print(binascii.crc_hqx(b"123456789", 0), binascii.crc_hqx(b"hello", 0xFFFF), binascii.crc_hqx(b"", 70000))  # expect: 12739 53870 4464
print(issubclass(binascii.Error, ValueError), issubclass(binascii.Incomplete, Exception), binascii.Error, binascii.Incomplete)  # expect: True True <class 'binascii.Error'> <class 'binascii.Incomplete'>
