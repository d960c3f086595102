using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.SagePro;

public sealed partial class SageProWireTests
{
    private const string Dialects = "SqlServer PostgreSql";

    private static readonly SageProSettings Settings = new() { ConnectionString = "Host=nowhere" };

    [Fact]
    public void A_journal_goes_over_the_wire_with_amounts_as_text()
    {
        var batch = new StagedBatch
        {
            ExtRef = "HPS-20261119-0457",
            Company = "01",
            Kind = "GLJ",
            DocDate = new DateOnly(2026, 11, 19),
            Source = "HEARTLAND",
            Memo = "POS settlement 0457",
            Lines =
            [
                new StagedLine { No = 1, Account = "1210-00", Debit = 1182.50m, Memo = "VISA clearing" },
                new StagedLine { No = 2, Account = "4000-00", Credit = 1100.00m, Memo = "Sales" },
                new StagedLine { No = 3, Account = "2200-00", Credit = 82.50m, Memo = "Sales tax" },
            ],
        };
        var expected = JsonNode.Parse(
            """
            {"extRef":"HPS-20261119-0457","company":"01","kind":"GLJ","docDate":"2026-11-19","source":"HEARTLAND","memo":"POS settlement 0457",
             "lines":[{"no":1,"account":"1210-00","debit":"1182.50","memo":"VISA clearing"},{"no":2,"account":"4000-00","credit":"1100.00","memo":"Sales"},{"no":3,"account":"2200-00","credit":"82.50","memo":"Sales tax"}]}
            """);

        JsonNode.DeepEquals(JsonNode.Parse(SageProJson.Write(batch).GetRawText()), expected).ShouldBeTrue();
        SageProJson.Read<StagedBatch>(SageProJson.Write(batch)).Lines.ShouldBe(batch.Lines);
    }

    [Fact]
    public void A_refusal_is_read_as_it_is_written()
    {
        var state = SageProJson.Read<PostingState>(System.Text.Json.JsonElement.Parse(
            """{"extRef":"HPS-20261119-0457","status":"rejected","code":"GL_ACCOUNT_NOT_FOUND","text":"Account 4000-00 not in chart (line 2)"}"""));

        state.IsGivenUp.ShouldBeTrue();
        SageProFailure.Of(state).Kind.ShouldBe(FailureKind.Rejected);
        SageProFailure.Of(state).VendorMessage.ShouldBe("Account 4000-00 not in chart (line 2)");
    }

    [Theory]
    [InlineData(100.00, 99.99, "UNBALANCED", "0.01 is missing on the credit side")]
    [InlineData(100.001, 100.001, "LINE_INVALID", "more than two digits")]
    [InlineData(-5.00, -5.00, "LINE_INVALID", "below zero")]
    [InlineData(0.00, 0.00, "LINE_INVALID", "has no amount")]
    public void A_journal_that_is_wrong_is_refused_before_it_is_sent(double debit, double credit, string code, string words)
    {
        var failure = Should.Throw<ActivityException>(() => BatchCheck.Fit(Journal((decimal)debit, (decimal)credit, "memo")));

        (failure.Kind, failure.VendorCode).ShouldBe((FailureKind.InvalidData, code));
        failure.Message.ShouldContain(words);
    }

    [Theory]
    [InlineData("Žluťoučký kůň", "Žlutoucký kun")]
    [InlineData("Müller & Söhne €", "Müller & Söhne €")]
    public void Letters_that_Sage_Pro_lacks_lose_their_marks(string text, string fitting) => BatchCheck.Fit(Journal(1, 1, text)).Memo.ShouldBe(fitting);

    [Fact]
    public void What_cannot_be_written_or_is_too_long_is_refused()
    {
        Should.Throw<ActivityException>(() => BatchCheck.Fit(Journal(1, 1, "東京"))).VendorCode.ShouldBe("CHARSET");
        Should.Throw<ActivityException>(() => BatchCheck.Fit(Journal(1, 1, new string('x', 41)))).VendorCode.ShouldBe("TEXT_TOO_LONG");
    }

    [Fact]
    public void The_table_map_follows_the_edition_and_what_somebody_found()
    {
        var foxPro = (Settings with { Edition = SageProEdition.VisualFoxPro, CompanySchema = "copies", TableMap = "accounts = glmast; customers.email =" }).Tables();

        foxPro["customers"].ShouldBe("copies.arcust01");
        foxPro["accounts"].ShouldBe("copies.glmast");
        foxPro.Fill("select {customers.number}, {customers.email} from {customers}").ShouldBe("select custno, null from copies.arcust01");
        Settings.Tables()["invoices.number"].ShouldBe("invno");
        Should.Throw<ActivityException>(() => Settings.Tables()["accounts"]).VendorCode.ShouldBe("SCHEMA_MISMATCH");
    }

    [Theory]
    [InlineData("customer = x")]
    [InlineData("customers = x; drop table y")]
    [InlineData("customers = x'--")]
    [InlineData("customers")]
    public void A_table_map_that_cannot_be_used_is_refused(string map) =>
        Should.Throw<ActivityException>(() => (Settings with { TableMap = map }).Check()).Kind.ShouldBe(FailureKind.Misconfigured);

    [Fact]
    public void Both_dialects_have_the_same_statements_and_all_their_names_are_known()
    {
        var assembly = typeof(SageProDatabase).Assembly;
        var files = assembly.GetManifestResourceNames().Where(name => name.StartsWith("SagePro/Sql/", StringComparison.Ordinal)).ToList();
        var dialects = Dialects.Split(' ').Select(dialect => files.Where(file => file.Contains($"/{dialect}/", StringComparison.Ordinal)).Select(Path.GetFileName).Order().ToList()).ToList();
        var tables = (Settings with { TableMap = "accounts = a; accounts.number = n; periods = p; periods.first = f; periods.last = l; journals = j; journals.number = n" }).Tables();

        dialects[0].Count.ShouldBeGreaterThan(5);
        dialects[0].ShouldBe(dialects[1]);
        foreach (var file in files)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(file)!);
            var filled = tables.Fill(reader.ReadToEnd());
            Braces().IsMatch(filled).ShouldBeFalse(file);
            filled.Count(character => character == '(').ShouldBe(filled.Count(character => character == ')'), file);
        }
    }

    private static StagedBatch Journal(decimal debit, decimal credit, string memo) => new()
    {
        ExtRef = "R", Kind = BatchKind.Journal, DocDate = new DateOnly(2026, 11, 19), Memo = memo,
        Lines = [new StagedLine { Account = "1", Debit = debit }, new StagedLine { Account = "2", Credit = credit }],
    };

    [GeneratedRegex(@"[{}]")]
    private static partial Regex Braces();
}
