/**
 * What is tried first: the commonest words of published lists (SecLists, "10k most common"), with those that are popular in
 * China. A word counts with digits and signs around it as well.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `password passw0rd password1 password12 password123 p@ssw0rd p@ssword pass1234 passwort iloveyou princess sunshine
  football baseball superman batman michael jennifer jordan23 starwars trustno1 whatever welcome welcome1 charlie
  dragon monkey shadow master letmein qwerty qwerty123 qwertyuiop qwer1234 q1w2e3r4 q1w2e3r4t5 1q2w3e4r 1q2w3e4r5t
  1qaz2wsx 1qazxsw2 zaq12wsx zaq1zaq1 qazwsx qazwsxedc asdfghjkl asdf1234 asdfasdf zxcvbnm zxcvbnm1 zxcv1234 abc123
  abc12345 abcd1234 abcdefgh a1234567 a12345678 a123456789 aa123456 aa12345678 aaa11111 admin admin123 admin1234
  administrator root1234 rootroot test1234 testtest guest123 changeme default1 secret secret123 samsung computer
  internet football1 baseball1 liverpool chelsea1 arsenal1 barcelona realmadrid corvette mercedes mustang pokemon
  hello123 helloworld google123 facebook linkedin minecraft asshole fuckyou fuckyou1 hunter killer ginger pepper
  12345678 123456789 1234567890 87654321 987654321 0123456789 11111111 111111111 1111111111 22222222 66666666 88888888
  00000000 99999999 11223344 12341234 12344321 123123123 123321123 123123456 12345679 123454321 13572468 147258369
  159357456 741852963 789456123 5201314520 52013145201 1314520520 52013140 woaini woaini520 woaini521 woaini1314
  woaini123 iloveyou520 5201314 wo123456 qq123456 qq123456789 weixin123 wechat123 wangyi123 taobao123 alibaba
  zhang123 wang1234 li123456 zxc123456 asd123456 qwe123456 abc123456 abcd123456 aini1314 nihao123 caonima123
  yunshu yunshu123 beijing2008 shanghai zhongguo china123`.split(/\s+/),
);
