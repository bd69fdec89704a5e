/** What the counts of a corpus take for public names and reading them shows to be none: jobs, states of parties, two names in one, furniture. */
const LISTED = `
Ann Arbor|Boko Haram|Charlie Hebdo|Bob Corker Robert|Chuck Grassley Charles|Dick Durbin Richard|Getty Images Scott Olson|
Graham-Cassidy|Jeff Sessions Jefferson|Joe Manchin Joseph|Jon Tester Jonathan|Jim Crow|Joe Sixpack|Helena Saint Kitts|
Kim Jong|Krystal Ball|Lamar Alexander Andrew|Mick Mulvaney John|Mike Lee Michael|Mike Pompeo Michael|Miquelon Saint Vincent|
Mitch McConnell Addison|Mitchell McConnellGOP|Mitt Romney Willard|Moon Jae|Ortega-Murillo|Park Geun|Pete Buttigieg Peter|
Ted Cruz Rafael|Trump Campaign|Trump Gowdy|Trump Krystal Ball|Trump Paul|Trump Plaza|Trump-Zelensky|Viet Nam Wallis|W. Bush|
Crooked Hillary|Rodham Clinton|Martin Luther|Henry Ling Roth|Access Hollywood|Air Force One|Andrews Air Force Base|
Attorney General's Office|Big Government|Big Tech|Border Protection|Bureau of Alcohol|CNN Electoral Map|
Children’s Health Insurance Program|Council of Agriculture|Customs Enforcement|Deferred Action for Childhood Arrivals|Dow Jones|
Dow Jones Industrial Average|Electoral College|Executive Government|Face the Nation|Federal Government|
Firearms and Explosives|Founding Fathers|Gold Star|House Majority|House Majority Whip|House Minority|House Minority Whip|
House Ways|House and Senate|House-Senate|House Dems|Intelligence Community|Labor Statistics|Lincoln Memorial|Lone Star State|
Medicaid and Social Security|Meet the Press|Morning Edition|Morning Report|Nasdaq Composite|National Intelligence|
National Security|Navy SEAL|New York Attorney General|New York Times and Washington Post|Obama White House|Bush White House|
Trump White House|Office of Management|Oval Office' MORE|Oval Office of the White House|POLITICO Huddle A|
Parliamentary Opposition|Paycheck Protection Program|Rust Belt|Senate Appropriations|Senate Health|Senate Majority|
Senate Minority|Social Security|Soviet Union|State of the Union|Statue of Liberty|Stone Cold|Super Bowl|Super PAC|
Support Progressive Journalism The Nation|Trade Promotion Authority|Trans Pacific Partnership|Trans-Pacific Partnership|
Union Address|White House Press|White House and Congress|White House and State Department|Wolf Blitzer|
Zambia Zimbabwe Please|IPS UN Bureau|Republic of Mauritius|Band-Aid|America First|Arizona Republic|New Republic|
Congressional District|Congo Kinshasa|Global South|Main Street|Southern Border|Southern District|New America|State Security
`;
const NOT_PUBLIC: ReadonlySet<string> = new Set(LISTED.split(/[|\n]+/).filter((name) => name !== ''));
/** "R-AZ", "D-Calif". */
const PARTY_AND_STATE = /^[DRI]-\p{L}+$/u;

export const isNoPublicName = (name: string): boolean => NOT_PUBLIC.has(name) || PARTY_AND_STATE.test(name);
