using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Canonical.Checks;
using ClarityConnect.Workflows.Sdk.Canonical.Fields;
using ClarityConnect.Workflows.Sdk.Canonical.Lines;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Canonical;

public sealed class Fields_are_mapped_checked_and_summed
{
    private static readonly JsonElement Order = Json(
        """
        { "number": "A-17", "currency": "USD", "total": 59.85, "customer": { "email": "jane@example.com" },
          "lines": [ { "sku": "TEE", "amount": 19.95, "tax": "1.60", "dept": { "code": "A" } }, { "sku": "CAP", "amount": 0.1, "tax": 0.2, "dept": { "code": "B" } }, { "sku": "", "amount": 39.8, "dept": { "code": "A" } } ] }
        """);

    [Theory]
    [InlineData("number", "A-17")]
    [InlineData("Customer.EMAIL", "jane@example.com")]
    [InlineData("lines[1].sku", "CAP")]
    [InlineData("lines[9].sku", null)]
    [InlineData("customer.phone.number", null)]
    public void Values_are_found_by_their_path(string path, string? expected) => DataPath.Find(Order, path)?.GetString().ShouldBe(expected);

    [Fact]
    public void Lines_are_summed_up_by_group_in_decimals()
    {
        var groups = LineAggregation.Aggregate(Lines, ["dept.code"], ["amount", "tax"], ["sku"]);

        groups.Select(group => (((JsonElement)group["dept.code"]!).GetString(), group["amount"], group["tax"], ((JsonElement)group["sku"]!).GetString(), group["lineCount"])).ShouldBe(
            [("A", 59.75m, 1.60m, "TEE", 2), ("B", 0.1m, 0.2m, "CAP", 1)]);
        LineAggregation.Total(Lines, ["amount", "tax"]).ShouldBe(new Dictionary<string, decimal> { ["amount"] = 59.85m, ["tax"] = 1.80m });
        LineAggregation.Total([], ["amount"])["amount"].ShouldBe(0m);
    }

    [Theory]
    [InlineData("""[{"amount":1},{"amount":"ten"}]""", "Line 2 has \"ten\" as 'amount', which is no number, so it cannot be summed up. Correct the line and retry.")]
    [InlineData("[5]", "Line 1 is 5 and not an object with fields, so it cannot be summed up.")]
    public void A_line_that_cannot_be_summed_up_is_named(string lines, string problem) =>
        Should.Throw<ActivityException>(() => LineAggregation.Total([.. Json(lines).EnumerateArray()], ["amount"])).Message.ShouldBe(problem);

    [Fact]
    public void Custom_fields_are_converted_by_a_table()
    {
        var fields = FieldMap.Read(Json(
            """
            { "fields": [
              { "from": "Tier", "to": "CUSTOMER_TIER", "as": "Choice", "choices": { "gold": "1", "*": "9" } },
              { "from": "Member since", "to": "MEMBER_SINCE", "as": "Date", "format": "DD/MM/YYYY", "targetFormat": "MM/DD/YYYY" },
              { "from": "newsletter", "to": "OPT_IN", "as": "YesNo", "yes": "T", "no": "F" },
              { "from": "vip", "to": "VIP", "as": "YesNo" },
              { "from": "limit", "to": "LIMIT", "as": "Number", "decimals": 2 },
              { "from": "remark", "to": "REMARK", "maxLength": 8 },
              { "to": "SOURCE", "default": "Retail" },
              { "from": "nothing", "to": "NOTHING" }
            ] }
            """));

        var mapped = FieldMap.Map(Json("""{"Tier":"GOLD","Member since":"31/03/2020","newsletter":"y","vip":false,"limit":"1,250.005","remark":" too long to keep "}"""), fields);

        mapped.Problems.ShouldBeEmpty();
        mapped.Values.ShouldBe(new Dictionary<string, object>
        {
            ["CUSTOMER_TIER"] = "1", ["MEMBER_SINCE"] = "03/31/2020", ["OPT_IN"] = "T", ["VIP"] = false, ["LIMIT"] = 1250.01m, ["REMARK"] = "too long", ["SOURCE"] = "Retail",
        });
    }

    [Fact]
    public void What_cannot_be_converted_is_named_with_its_field() => FieldMap.Map(
        Json("""{"a":"x","b":"13/13/2020","c":"perhaps","d":"silver"}"""),
        [
            new() { From = "a", To = "A", As = FieldConversion.Number }, new() { From = "b", To = "B", As = FieldConversion.Date, Format = "MM/DD/YYYY" },
            new() { From = "c", To = "C", As = FieldConversion.YesNo }, new() { From = "d", To = "D", As = FieldConversion.Choice, Choices = new Dictionary<string, string> { ["gold"] = "1" } },
            new() { From = "e", To = "E", Required = true },
        ]).Problems.ShouldBe(
        [
            "A: 'x' is no number.", "B: '13/13/2020' is not a date as MM/DD/YYYY, such as 03/31/2026. Correct the value, or choose the format that it has.",
            "C: 'perhaps' is neither yes nor no.", "D: 'silver' is none of the choices gold. Add it to the table of fields.", "E: 'e' is empty, but the field is required.",
        ]);

    [Fact]
    public void A_table_that_cannot_be_read_is_explained()
    {
        Should.Throw<ActivityException>(() => FieldMap.Read(Json("""[{"from":"a"}]"""))).Message.ShouldStartWith("The table of fields cannot be read: row 1 has no \"to\".");
        Should.Throw<ActivityException>(() => DataCheck.Read(Json("""{"rules":[{"required":true}]}"""))).Message.ShouldStartWith("The rules cannot be read: row 1 has no \"path\".");
    }

    [Fact]
    public void Good_data_have_no_problems() => Check(
        """
        [ { "path": "number", "required": true, "type": "Text", "pattern": "[A-Z]-[0-9]+" }, { "path": "currency", "type": "Currency", "allowed": ["USD", "GBP"] },
          { "path": "total", "type": "Number", "minimum": 0, "maximum": 59.85 }, { "path": "customer.email", "type": "Email" }, { "path": "lines", "type": "List", "minLength": 1 },
          { "path": "lines[].amount", "required": true, "type": "Number" }, { "path": "note", "type": "Text", "maxLength": 5 } ]
        """).ShouldBeEmpty();

    [Fact]
    public void Each_problem_names_its_field_in_words() => Check(
        """
        [ { "path": "vendorTxCode", "name": "Vendor transaction code", "required": true }, { "path": "number", "type": "WholeNumber" }, { "path": "number", "pattern": "[0-9]+" },
          { "path": "currency", "allowed": ["GBP", "EUR"] }, { "path": "total", "maximum": 50 }, { "path": "lines", "maxLength": 2 }, { "path": "lines[].sku", "name": "Item", "required": true },
          { "path": "number", "type": "Date", "message": "The till must send the date." } ]
        """).ShouldBe(
        [
            new("vendorTxCode", "Vendor transaction code: is missing. It is required."), new("number", "number: 'A-17' is not a whole number."), new("number", "number: 'A-17' does not have the form [0-9]+."),
            new("currency", "currency: 'USD' is none of GBP, EUR."), new("total", "total: 59.85 is more than 50."), new("lines", "lines: has 3 entries; at most 2 are allowed."),
            new("lines[2].sku", "Item (lines[2].sku): is missing. It is required."), new("number", "The till must send the date."),
        ]);

    [Fact]
    public void A_pattern_that_is_none_is_named() =>
        Should.Throw<ActivityException>(() => Check("""[{"path":"number","pattern":"["}]""")).Message.ShouldStartWith("The pattern '[' is no regular expression:");

    private static IReadOnlyList<JsonElement> Lines => [.. Order.GetProperty("lines").EnumerateArray()];

    private static IReadOnlyList<DataProblem> Check(string rules) => DataCheck.Check(Order, DataCheck.Read(Json(rules)));

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;
}
