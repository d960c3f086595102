using System.Text;
using ClarityConnect.Workflows.Console.Reports;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Console;

public class A_settlement_csv_opens_safely_in_a_spreadsheet
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("Hudson Street", "Hudson Street")]
    [InlineData("Smith, Jones", "\"Smith, Jones\"")]
    [InlineData("the \"old\" store", "\"the \"\"old\"\" store\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    public void Texts_are_quoted_where_they_must_be(string? text, string cell) => SettlementCsv.TextCell(text).ShouldBe(cell);

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil\")", "\"'=HYPERLINK(\"\"http://evil\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("＝1", "'＝1")]
    public void Texts_never_become_formulas(string text, string cell) => SettlementCsv.TextCell(text).ShouldBe(cell);

    [Fact]
    public void Lines_have_one_cell_for_each_column_and_numbers_stay_numbers()
    {
        var bytes = SettlementCsv.Write(SettlementRuns.Of(SettlementRuns.Row(store: "=cmd", gross: 1234.5m)));
        bytes[..3].ShouldBe(Encoding.UTF8.Preamble.ToArray());
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        lines.Length.ShouldBe(3);
        lines[2].ShouldBeEmpty();
        lines[1].Split(',').Length.ShouldBe(lines[0].Split(',').Length);
        lines[1].ShouldStartWith("2026-01-05,'=cmd,100,2409001,1,USD,3,1234.50,0.00,-1.50,");
    }

    [Fact]
    public void Amounts_have_the_digits_of_their_currency() =>
        Encoding.UTF8.GetString(SettlementCsv.Write(SettlementRuns.Of(SettlementRuns.Row(gross: 500m, currency: "JPY")))).ShouldContain(",JPY,3,500,0,");
}
