using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Canonical.Accounts;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Canonical;

public sealed class Accounts_are_derived_from_a_table
{
    private static readonly DateOnly Day = new(2026, 3, 31);

    private static readonly DerivationTable Table = Read(
        """
        { "rows": [
          { "transaction": "sale", "account": "4000", "department": "SALES" },
          { "transaction": "sale", "cardType": "visa|mastercard", "account": 1210 },
          { "transaction": "sale", "cardType": "visa", "location": "100", "account": "1211", "locationDimension": "NYC" },
          { "transaction": "sale", "location": "100", "merchant": "*", "account": "1219" },
          { "transaction": "fee", "account": "6100", "validTo": "2025-12-31", "note": "old contract" },
          { "transaction": "fee", "account": "6200", "validFrom": "2026-01-01" },
          { "transaction": "fee", "account": "6300", "validFrom": "2026-03-01" }
        ], "default": { "department": "NONE" } }
        """);

    [Theory]
    [InlineData("sale", null, null, "4000", 1)]
    [InlineData("SALE", "Visa", "200", "1210", 2)]
    [InlineData("sale", "mastercard", null, "1210", 2)]
    [InlineData("sale", "visa", "100", "1211", 3)]
    [InlineData("sale", "amex", "100", "1219", 4)]
    public void The_row_with_most_conditions_wins(string transaction, string? card, string? location, string account, int row)
    {
        var found = Find(transaction, card, location)!;
        (found["account"], found.Row).ShouldBe((account, row));
    }

    [Fact]
    public void Of_equals_the_fact_further_left_in_the_list_decides() =>
        // Row 2 says the card type, row 4 the location; card types come first in the list of facts.
        Find("sale", "mastercard", "100")!["account"].ShouldBe("1210");

    [Theory]
    [InlineData("2025-12-31", "6100")]
    [InlineData("2026-01-01", "6200")]
    [InlineData("2026-03-31", "6300")]
    public void Rows_count_while_they_are_valid_and_the_newest_wins(string day, string account) =>
        Find("fee", null, null, DateOnly.ParseExact(day, "yyyy-MM-dd"))!["account"].ShouldBe(account);

    [Fact]
    public void Defaults_fill_in_what_the_row_leaves_open()
    {
        var found = Find("sale", "visa", "100")!;
        found.Values.ShouldBe(new Dictionary<string, string> { ["department"] = "NONE", ["account"] = "1211", ["locationDimension"] = "NYC" }, ignoreOrder: true);
        Find("sale", null, null)!["department"].ShouldBe("SALES");
    }

    [Fact]
    public void It_is_explained_which_row_matched()
    {
        Find("sale", "visa", null)!.Explanation.ShouldBe("Row 2: transaction 'sale', cardType 'visa' or 'mastercard'.");
        Find("fee", null, null)!.Explanation.ShouldBe("Row 7: transaction 'fee'; valid from 2026-03-01.");
        var missed = Find("gift", "visa", null)!;
        (missed.Row, missed["account"]).ShouldBe((null, null));
        missed.Explanation.ShouldBe("No row matches transaction 'gift', cardType 'visa' on 2026-03-31, so the defaults count.");
    }

    [Fact]
    public void Without_a_row_and_defaults_nothing_is_found() => Read("""[{"transaction":"sale","account":"4000"}]""").Find(new Dictionary<string, string?> { ["transaction"] = "fee" }, Day).ShouldBeNull();

    [Fact]
    public void A_table_may_name_its_own_facts() =>
        Read("""{"match":["channel"],"rows":[{"channel":"web","location":"900"}]}""").Find(new Dictionary<string, string?> { ["channel"] = "web" }, Day)!["location"].ShouldBe("900");

    [Theory]
    [InlineData("""{"lines":[]}""", "The mapping table has no list of rows. It is an object with \"rows\", or a list of rows.")]
    [InlineData("""[{"account":"1"},7]""", "Row 2 of the mapping table is no object with columns.")]
    [InlineData("""[{"account":"1","validFrom":"1/1/26"}]""", "Row 1 of the mapping table has '1/1/26' as validFrom; write the date as 2026-03-31.")]
    public void A_mistake_in_the_table_is_named(string table, string problem)
    {
        var exception = Should.Throw<ActivityException>(() => Read(table));
        (exception.Kind, exception.Message).ShouldBe((FailureKind.Misconfigured, problem));
    }

    private static DerivationTable Read(string json) => DerivationTable.Read(JsonDocument.Parse(json).RootElement, DerivationTable.AccountFacts);

    private static DerivedValues? Find(string transaction, string? card, string? location, DateOnly? day = null) =>
        Table.Find(new Dictionary<string, string?> { ["transaction"] = transaction, ["cardType"] = card, ["location"] = location }, day ?? Day);
}
