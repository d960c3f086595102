using System.Xml.Linq;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Simulators.IntacctMessages;

namespace ClarityConnect.Workflows.IntegrationTests.Simulators;

public sealed class Intacct_reading : SimulatorTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        for (var i = 1; i <= 5; i++)
        {
            var journal = i % 2 == 0 ? "SJ" : "GJ";
            Status(await FunctionAsync(Create(Batch($"REF-{i}", journal, date: $"03/0{i}/2026", debit: $"{i}0.00", credit: $"{i}0.00",
                extra: i == 5 ? "<STATE>Draft</STATE>" : "")))).ShouldBe("success");
        }
    }

    [Fact]
    public async Task A_reference_is_found_by_journal_reference_and_date()
    {
        var data = (await QueryAsync("<filter><and><equalto><field>JOURNAL</field><value>SJ</value></equalto>"
            + "<equalto><field>REFERENCENO</field><value>REF-4</value></equalto>"
            + "<equalto><field>BATCH_DATE</field><value>3/4/2026</value></equalto></and></filter>")).Element("data")!;
        Attributes(data).ShouldBe("GLBATCH totalcount=1 offset=0 count=1 numremaining=0");
        data.Element("GLBATCH")!.ToString(SaveOptions.DisableFormatting).ShouldBe("<GLBATCH><RECORDNO>6010</RECORDNO><REFERENCENO>REF-4</REFERENCENO></GLBATCH>");
        Host.Ledger.Find("intacct", "query GLBATCH", "REF-4").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_found_is_a_success_with_count_0()
    {
        var result = await QueryAsync("<filter><equalto><field>REFERENCENO</field><value>none</value></equalto></filter>");
        Status(result).ShouldBe("success");
        Attributes(result.Element("data")!).ShouldBe("GLBATCH totalcount=0 offset=0 count=0 numremaining=0");
    }

    [Theory]
    [InlineData("<notequalto><field>JOURNAL</field><value>GJ</value></notequalto>", "2,4")]
    [InlineData("<greaterthan><field>BATCH_DATE</field><value>03/03/2026</value></greaterthan>", "4,5")]
    [InlineData("<greaterthanorequalto><field>BATCH_DATE</field><value>03/03/2026</value></greaterthanorequalto>", "3,4,5")]
    [InlineData("<lessthan><field>BATCH_DATE</field><value>03/02/2026</value></lessthan>", "1")]
    [InlineData("<lessthanorequalto><field>BATCH_DATE</field><value>03/02/2026</value></lessthanorequalto>", "1,2")]
    [InlineData("<between><field>BATCH_DATE</field><value>03/02/2026</value><value>03/04/2026</value></between>", "2,3,4")]
    [InlineData("<in><field>REFERENCENO</field><value>REF-1</value><value>REF-5</value></in>", "1,5")]
    [InlineData("<notin><field>REFERENCENO</field><value>REF-1</value><value>REF-5</value></notin>", "2,3,4")]
    [InlineData("<like><field>REFERENCENO</field><value>%-2</value></like>", "2")]
    [InlineData("<notlike><field>REFERENCENO</field><value>REF-_</value></notlike>", "")]
    [InlineData("<isnull><field>BASELOCATION_NO</field></isnull>", "1,2,3,4,5")]
    [InlineData("<isnotnull><field>BASELOCATION_NO</field></isnotnull>", "")]
    [InlineData("<equalto><field>STATE</field><value>Draft</value></equalto>", "5")]
    [InlineData("<or><equalto><field>REFERENCENO</field><value>REF-1</value></equalto><and><equalto><field>JOURNAL</field><value>SJ</value></equalto><greaterthan><field>RECORDNO</field><value>6005</value></greaterthan></and></or>", "1,4")]
    public async Task Filters(string filter, string found) => References(await QueryAsync($"<filter>{filter}</filter>")).ShouldBe(found);

    [Fact]
    public async Task Case_counts_unless_told_otherwise()
    {
        const string Filter = "<filter><equalto><field>REFERENCENO</field><value>ref-1</value></equalto></filter>";
        References(await QueryAsync(Filter)).ShouldBe("");
        References(await QueryAsync(Filter + "<options><caseinsensitive>true</caseinsensitive></options>")).ShouldBe("1");
    }

    [Fact]
    public async Task Orders_and_pages()
    {
        var result = await QueryAsync("<orderby><order><field>JOURNAL</field><ascending/></order><order><field>BATCH_DATE</field><descending/></order></orderby><pagesize>2</pagesize><offset>1</offset>");
        References(result).ShouldBe("3,1");
        Attributes(result.Element("data")!).ShouldBe("GLBATCH totalcount=5 offset=1 count=2 numremaining=2");
    }

    [Theory]
    [InlineData("<pagesize>2001</pagesize>", "Query Failed")]
    [InlineData("<filter><equalto><field>NOSUCH</field><value>1</value></equalto></filter>", "Invalid fields list NOSUCH")]
    [InlineData("<filter><sounds><field>JOURNAL</field><value>1</value></sounds></filter>", "Query Failed")]
    [InlineData("<filter><equalto><field>BATCH_DATE</field><value>2026-03-04</value></equalto></filter>", "Query Failed")]
    [InlineData("<filter><equalto><field>JOURNAL</field></equalto></filter>", "Query Failed")]
    public async Task A_query_that_makes_no_sense_fails(string part, string number)
    {
        var result = await QueryAsync(part);
        Status(result).ShouldBe("failure");
        Errors(result)[0].ShouldStartWith(number);
    }

    [Theory]
    [InlineData("JOURNAL = 'SJ'", "2,4")]
    [InlineData("JOURNAL = 'GJ' and BATCH_DATE &gt;= '03/03/2026'", "3,5")]
    [InlineData("(REFERENCENO = 'REF-1' or REFERENCENO = 'REF-2') and JOURNAL &lt;&gt; 'SJ'", "1")]
    [InlineData("REFERENCENO like 'REF-%' AND RECORDNO &lt; 6005", "1,2")]
    [InlineData("REFERENCENO in ('REF-3', 'REF-4')", "3,4")]
    [InlineData("REFERENCENO not in ('REF-3', 'REF-4')", "1,2,5")]
    [InlineData("BASELOCATION_NO is not null", "")]
    [InlineData("STATE = 'I'", "5")]
    [InlineData("", "1,2,3,4,5")]
    public async Task Reads_by_text(string query, string found) =>
        References(await FunctionAsync($"<readByQuery><object>GLBATCH</object><fields>RECORDNO,REFERENCENO</fields><query>{query}</query></readByQuery>")).ShouldBe(found);

    [Theory]
    [InlineData("JOURNAL == 'SJ'")]
    [InlineData("JOURNAL = ")]
    [InlineData("JOURNAL = 'SJ' and")]
    [InlineData("JOURNAL = 'SJ' 'GJ'")]
    [InlineData("(JOURNAL = 'SJ'")]
    [InlineData("JOURNAL = 'SJ';")]
    public async Task Text_that_cannot_be_understood_fails(string query) =>
        Status(await FunctionAsync($"<readByQuery><object>GLBATCH</object><fields>*</fields><query>{query}</query></readByQuery>")).ShouldBe("failure");

    [Fact]
    public async Task Reads_more_until_nothing_remains()
    {
        var page = await FunctionAsync("<readByQuery><object>GLENTRY</object><fields>RECORDNO</fields><query></query><pagesize>4</pagesize></readByQuery>");
        var seen = new List<string>();
        for (var pages = 1; ; pages++)
        {
            var data = page.Element("data")!;
            data.Attribute("totalcount")!.Value.ShouldBe("10");
            seen.AddRange(data.Elements().Select(e => e.Element("RECORDNO")!.Value));
            if (data.Attribute("numremaining")!.Value == "0")
            {
                pages.ShouldBe(3);
                break;
            }
            page = await FunctionAsync($"<readMore><resultId>{data.Attribute("resultId")!.Value}</resultId></readMore>");
        }
        seen.ShouldBeUnique();
        seen.Count.ShouldBe(10);
        Status(await FunctionAsync("<readMore><resultId>gone</resultId></readMore>")).ShouldBe("failure");
    }

    [Fact]
    public async Task A_read_of_all_fields_has_the_lines_inside()
    {
        var batch = (await FunctionAsync("<read><object>GLBATCH</object><keys>6001,6004,1</keys><fields>*</fields></read>")).Element("data")!;
        batch.Attribute("count")!.Value.ShouldBe("2");
        var lines = batch.Elements("GLBATCH").First().Element("ENTRIES")!.Elements("GLENTRY").ToList();
        lines.Select(l => (l.Element("ACCOUNTNO")!.Value, l.Element("TR_TYPE")!.Value, l.Element("AMOUNT")!.Value)).ShouldBe([("1210", "1", "10.00"), ("4000", "-1", "10.00")]);
        lines[0].Element("BATCHNO")!.Value.ShouldBe("6001");
    }

    [Theory]
    [InlineData("GLACCOUNT", "4000,1210", 2)]
    [InlineData("GLJOURNAL", "GJ,SJ,CRJ", 3)]
    [InlineData("LOCATION", "100,900,999", 2)]
    [InlineData("DEPARTMENT", "POS", 1)]
    public async Task Set_up_is_read_by_name(string target, string keys, int count)
    {
        (await FunctionAsync($"<readByName><object>{target}</object><keys>{keys}</keys><fields>*</fields></readByName>")).Element("data")!.Elements().Count().ShouldBe(count);
        (await FunctionAsync($"<inspect><object>{target}</object></inspect>")).Descendants("Field").Count().ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Deleted_entries_are_not_found()
    {
        await FunctionAsync("<delete><object>GLBATCH</object><keys>6001,6004</keys></delete>");
        References(await QueryAsync("")).ShouldBe("3,4,5");
    }

    private Task<XElement> QueryAsync(string parts) =>
        FunctionAsync($"<query><object>GLBATCH</object><select><field>RECORDNO</field><field>REFERENCENO</field></select>{parts}</query>");

    private static string References(XElement result)
    {
        Status(result).ShouldBe("success", result.ToString());
        return string.Join(',', result.Element("data")!.Elements().Select(e => e.Element("REFERENCENO")!.Value["REF-".Length..]));
    }

    private static string Attributes(XElement data) => string.Join(' ', data.Attributes().Select(a => a.Name == "listtype" ? a.Value : $"{a.Name}={a.Value}"));
}
