package org.zhengzhao.product;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.testkit.Corpus;

/** The pages in a real browser, on a phone and on a desktop. Pictures of all of them go to {@code target/screenshots}. */
@TestInstance(Lifecycle.PER_CLASS)
class PagesBrowserTest {
    /** Milliseconds; a page with thousands of pixels is drawn without a graphics processor. */
    private static final double SLOWEST_MACHINE = 120_000;

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** Fields of a food business permit that take any text. */
    private static final List<String> HOSTILE_FIELDS =
            List.of("domicile", "businessPremises", "businessItems", "supervisionAgency", "supervisors");

    private static final int PHONE = 390;
    private static final int SMALL_PHONE = 360;

    @TempDir
    static Path directory;

    private RunningProduct product;
    private Playwright playwright;
    private Browser browser;

    /** What the browser complained about: errors of scripts, and what the content security policy refused. */
    private final List<String> complaints = new ArrayList<>();

    private final List<String> addresses = new ArrayList<>();

    @BeforeAll
    void start() {
        Checker.CHROMIUM.require();
        product = RunningProduct.start(directory.resolve("data"));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setChromiumSandbox(false)
                        .setArgs(List.of("--disable-quic", "--disable-gpu")));
    }

    @AfterAll
    void stop() {
        if (playwright != null) {
            playwright.close();
        }
        if (product != null) {
            product.close();
        }
    }

    @BeforeEach
    void forget() {
        complaints.clear();
        addresses.clear();
    }

    @AfterEach
    void browserDidNotComplain() {
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 390", "zh-CN, 1280", "en, 360", "en, 390", "en, 1280"})
    void everyPage_fitsAndSpeaksTheLanguage(String language, int width) {
        try (BrowserContext context = context(language, width, true)) {
            Page page = page(context);
            page.navigate(product.base() + "/");
            shown(page, "home", language, width);
            assertThat(page.locator("a.card")).hasCount(5);
            List<String> licenses = page.locator("a.card").all().stream()
                    .map(card -> card.getAttribute("href"))
                    .toList();
            for (int i = 0; i < licenses.size(); i++) {
                page.navigate(product.base() + licenses.get(i));
                shown(page, "license-" + i, language, width);
                assertThat(page.locator(".qr svg")).isVisible();
            }
            page.navigate(product.base() + "/verify");
            shown(page, "verify", language, width);
        }
    }

    @Test
    void unknownAddress_isExplained() {
        try (BrowserContext context = context("en", PHONE, true)) {
            Page page = page(context);
            page.navigate(product.base() + "/nothing-here");
            shown(page, "not-found", "en", PHONE);
            assertThat(page.locator("h1")).hasText("There is no such page");
            // The browser itself notes every page that is not there.
            complaints.removeIf(complaint -> complaint.contains("404"));
        }
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 390, 有效, 无效, 没有核验成", "en, 1280, Valid, Invalid, Not verified"})
    void downloadedPdfAndItsCode_areValid_tampered_isInvalid(
            String language, int width, String valid, String invalid, String unread) throws IOException {
        try (BrowserContext context = context(language, width, true)) {
            Page page = page(context);
            openLicense(page);
            Path pdf = download(page);
            Path picture = directory.resolve("code-" + language + ".png");
            page.locator(".qr").screenshot(new Locator.ScreenshotOptions().setPath(picture));

            verify(page, pdf, valid);
            shown(page, "verdict-valid-pdf", language, width);
            verify(page, picture, valid);
            shown(page, "verdict-valid-code", language, width);
            verify(page, tampered(pdf), invalid);
            page.locator("details.checks summary").click();
            shown(page, "verdict-invalid", language, width);
            verify(page, Files.writeString(directory.resolve("letter.txt"), "Dear Sir"), unread);
            shown(page, "verdict-unread", language, width);
        }
    }

    @Test
    void pdfOfAnotherRegistry_cannotBeDetermined() throws IOException {
        Path pdf;
        try (RunningProduct other = RunningProduct.start(directory.resolve("other"));
                BrowserContext context = context("zh-CN", PHONE, true)) {
            Page page = page(context);
            page.navigate(other.base() + "/");
            page.locator("a.card").first().click();
            pdf = download(page);
        }
        try (BrowserContext context = context("zh-CN", PHONE, true)) {
            Page page = page(context);
            verify(page, pdf, "无法判定");
            shown(page, "verdict-undetermined", "zh-CN", PHONE);
        }
    }

    @Test
    void camera_arrivesWithTheVerdict_andTheTextStaysOutOfAddresses() {
        try (BrowserContext context = context("zh-CN", PHONE, true)) {
            Page page = page(context);
            openLicense(page);
            String code = page.locator("a[href^='/V#']").getAttribute("href");
            page.navigate(product.base() + code);
            assertThat(page.locator("#verdict")).hasText("有效");
            assertThat(page.locator("#verdict")).isFocused();
            shown(page, "camera", "zh-CN", PHONE);

            page.locator(".languages a[lang=en]").click();
            assertThat(page.locator("#verdict")).hasText("Valid");
            assertThat(page.locator("html")).hasAttribute("lang", "en");
            assertThat(page.url()).isEqualTo(product.base() + "/V");
        }
        assertThat(addresses)
                .contains(product.base() + "/V", product.base() + "/verify")
                .noneMatch(address -> address.contains("LX1"));
        assertThat(product.log()).doesNotContain("LX1:");
    }

    @Test
    void language_isRememberedFromPageToPage() {
        try (BrowserContext context = context("zh-CN", PHONE, true)) {
            Page page = page(context);
            page.navigate(product.base() + "/");
            assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
            page.locator(".languages a[lang=en]").click();
            assertThat(page.locator("html")).hasAttribute("lang", "en");
            page.locator(".hero a.button").click();
            assertThat(page.locator("h1")).hasText("Verify a license");
        }
    }

    @Test
    void keyboard_reachesTheContentAndTheFile() {
        try (BrowserContext context = context("en", 1280, true)) {
            Page page = page(context);
            page.navigate(product.base() + "/verify");
            page.keyboard().press("Tab");
            assertThat(page.locator(".skip")).isFocused();
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat(page.locator("#file")).isFocused();
        }
    }

    @Test
    void withoutScripts_verifyingWorks() throws IOException {
        Path pdf;
        try (BrowserContext context = context("zh-CN", SMALL_PHONE, true)) {
            Page page = page(context);
            openLicense(page);
            pdf = download(page);
        }
        try (BrowserContext context = context("zh-CN", SMALL_PHONE, false)) {
            Page page = page(context);
            page.navigate(product.base() + "/verify");
            page.setInputFiles("#file", pdf);
            shown(page, "verify-without-scripts", "zh-CN", SMALL_PHONE);
            page.locator("button[type=submit]").click();
            assertThat(page.locator("#verdict")).hasText("有效");
            page.locator("details summary").last().click();
            page.locator("button[type=submit]").click();
            assertThat(page.locator(".notice h2")).hasText("还没有选择");
        }
    }

    /** In what a license says, and in what an officer gave as the purpose: shown letter by letter, and no more. */
    @Test
    void hostileTexts_areShown_andNothingRuns() throws IOException {
        List<String> texts = hostileTexts();
        assertThat(texts).hasSizeGreaterThan(10);
        try (BrowserContext context = context("en", 1280, true)) {
            Page page = page(context);
            page.onDialog(dialog -> {
                complaints.add("a dialog: " + dialog.message());
                dialog.dismiss();
            });
            for (int i = 0; i < texts.size(); i += HOSTILE_FIELDS.size()) {
                List<String> some = texts.subList(i, Math.min(texts.size(), i + HOSTILE_FIELDS.size()));
                Path pdf = Files.write(directory.resolve("hostile-" + i + ".pdf"), issued(some));
                verify(page, pdf, "Valid");
                shownAndQuiet(page, ".verdict", some);
            }
            openLicense(page);
            String license = page.url().replaceAll("[?#].*", "");
            for (String text : texts.subList(0, 5)) {
                product.get(
                        product.token("commerce-bureau"),
                        "/v1" + license.substring(product.base().length()),
                        Map.of("purpose", text, "matter", "000131015000", "caseNumber", text, "officer", "zhang.san"));
            }
            page.navigate(license + "/reads");
            shownAndQuiet(page, "main", texts.subList(0, 5));
        }
    }

    private static void shownAndQuiet(Page page, String where, List<String> texts) {
        String shown = page.locator(where).first().textContent();
        assertThat(texts).allSatisfy(text -> assertThat(shown).contains(text));
        assertThat(page.evaluate("() => window.ran")).isNull();
        // Nothing of a text became a part of the page.
        assertThat(page.locator(where + " :is(script, img, iframe, object, embed, marquee, style, link, form, input)"))
                .hasCount(0);
        assertThat(page.locator(where + " [onclick], " + where + " [onerror], " + where + " [onload]"))
                .hasCount(0);
    }

    /** The naughty strings of others that mean a page, as far as every font has their letters, and some of our own. */
    private static List<String> hostileTexts() throws IOException {
        List<String> texts = new ArrayList<>(List.of(
                "<script>window.ran=1</script>",
                "\"><img src=x onerror=window.ran=1>",
                "</dd></dl><svg onload=window.ran=1>",
                "{window.ran}{#if true}x{/if}{cdi:x}",
                "<!--<script>window.ran=1//",
                "&lt;b&gt;&#60;&amp;"));
        Optional<Path> corpus = Corpus.find("text");
        if (corpus.isPresent()) {
            new ObjectMapper()
                    .readTree(corpus.get().resolve("blns.json").toFile())
                    .forEach(text -> texts.add(text.asText()));
        }
        return texts.stream()
                .filter(text -> text.matches("[\\x21-\\x7e]([\\x20-\\x7e]{0,58}[\\x21-\\x7e])?")
                        && text.matches(".*[<{&\"'].*"))
                .limit(30)
                .toList();
    }

    private byte[] issued(List<String> texts) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode order = (ObjectNode) json.readTree(CanonicalJson.text(
                SampleTypes.find("food-business-permit").orElseThrow().license()));
        order.put("number", "HOSTILE-" + System.nanoTime());
        for (int i = 0; i < texts.size(); i++) {
            ((ObjectNode) order.get("fields")).put(HOSTILE_FIELDS.get(i), texts.get(i));
        }
        String token = product.token("market-bureau");
        HttpResponse<byte[]> answer = product.post(token, "/v1/licenses", order.toString());
        assertThat(answer.statusCode()).as(RunningProduct.text(answer)).isEqualTo(201);
        String identifier = json.readTree(answer.body()).get("identifier").asText();
        return product.get(
                        token,
                        "/v1/licenses/" + identifier + "/pdf",
                        Map.of("purpose", "x", "matter", "000131002000", "caseNumber", "1", "officer", "zhang.san"))
                .body();
    }

    @Test
    void tooLargeFile_isRefusedBeforeItIsSent() throws IOException {
        try (BrowserContext context = context("en", PHONE, true)) {
            Page page = page(context);
            page.navigate(product.base() + "/verify");
            page.setInputFiles("#file", Files.write(directory.resolve("large.pdf"), new byte[20 * 1024 * 1024 + 1]));
            assertThat(page.locator("#progress")).containsText("too large");
        }
    }

    private BrowserContext context(String language, int width, boolean scripts) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, width < 800 ? 844 : 800)
                .setDeviceScaleFactor(width < 800 ? 2 : 1)
                .setJavaScriptEnabled(scripts)
                .setLocale(language));
    }

    private Page page(BrowserContext context) {
        Page page = context.newPage();
        page.setDefaultTimeout(SLOWEST_MACHINE);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> addresses.add(request.url()));
        return page;
    }

    private void openLicense(Page page) {
        page.navigate(product.base() + "/");
        page.locator("a.card").nth(1).click();
        assertThat(page.locator(".paper h1")).isVisible();
    }

    private Path download(Page page) {
        Download download =
                page.waitForDownload(() -> page.locator("a[download]").click());
        Path file = directory.resolve(download.suggestedFilename());
        download.saveAs(file);
        return file;
    }

    private void verify(Page page, Path file, String verdict) {
        page.navigate(product.base() + "/verify");
        page.setInputFiles("#file", file);
        assertThat(page.locator("#verdict")).hasText(verdict);
    }

    private Path tampered(Path pdf) throws IOException {
        byte[] octets = Files.readAllBytes(pdf);
        octets[octets.length / 2] ^= 1;
        return Files.write(directory.resolve("tampered.pdf"), octets);
    }

    /** Takes the picture, and sees that nothing sticks out to the side and the page says its language. */
    private static void shown(Page page, String name, String language, int width) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(name + "-" + language + "-" + width + ".png")));
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.locator("html").boundingBox().width).isLessThanOrEqualTo(width);
        assertThat(page.locator("body").evaluate("body => body.scrollWidth"))
                .as(name + " fits into " + width)
                .isEqualTo(width);
    }
}
