/** Browsers that are installed, driven without a display; each knows where Debian and its kind put them. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, firefox } from 'playwright-core';

const first = (paths: readonly string[]): string | undefined => paths.find((path) => existsSync(path));

export const CHROMIUM = first(['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']);
export const FIREFOX = first([
  '/usr/bin/firefox-esr',
  '/usr/lib/firefox-esr/firefox-esr',
  '/usr/bin/firefox',
]);

export const launchChromium = (downloadsPath: string): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox', '--disable-gpu'], downloadsPath });

/** What of a browser's own end is touched below. */
interface ServerSide {
  readonly _browserSession: { send(method: string, given: unknown): Promise<unknown> };
}

/**
 * A plain Firefox, through WebDriver BiDi. The version of long support has no command for media features, which Playwright sends
 * to each new context: it is answered here, and dark is asked for by the browser's own setting.
 */
export async function launchFirefox(downloadsPath: string, dark: boolean): Promise<Browser> {
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath: FIREFOX!,
    downloadsPath,
    firefoxUserPrefs: { 'ui.systemUsesDarkTheme': dark ? 1 : 0 },
  });
  const { _connection } = browser as unknown as { _connection: { toImpl(of: Browser): ServerSide } };
  const session = _connection.toImpl(browser)._browserSession;
  const send = session.send.bind(session);
  session.send = (method, given) =>
    method === 'emulation.setMediaFeaturesOverride' ? Promise.resolve({}) : send(method, given);
  return browser;
}
