using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Persistence.Schema;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Persistence;

/// <summary>SQL Server's statements run only where there is one; this is what can be said of their text without it.</summary>
public sealed partial class Statements_in_files
{
    private static readonly string[] _onlyOnPostgreSql = ["NotifyWork", "ReadOldestTransaction", "SweepWaitingMessages"];

    public static TheoryData<string> SqlServer => [.. Names("SqlServer")];

    public static TheoryData<string> All => [.. Names("PostgreSql").Select(n => $"PostgreSql/Sql/{n}.sql"), .. Names("SqlServer").Select(n => $"SqlServer/Sql/{n}.sql")];

    [Fact]
    public void Both_databases_have_the_same_statements() =>
        Names("PostgreSql").Except(_onlyOnPostgreSql).Order().ShouldBe(Names("SqlServer").Order());

    [Theory]
    [MemberData(nameof(All))]
    public void A_statement_says_what_it_is_for_and_its_brackets_close(string path)
    {
        var text = SqlFile.Read(path);

        text.ShouldStartWith("-- ");
        var bare = WithoutTextAndComments(text);
        var depth = 0;
        foreach (var character in bare)
        {
            depth += character switch { '(' => 1, ')' => -1, _ => 0 };
            depth.ShouldBeGreaterThanOrEqualTo(0);
        }

        depth.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(SqlServer))]
    public void Columns_with_the_names_of_keywords_stand_in_brackets(string name)
    {
        var bare = WithoutTextAndComments(SqlFile.Read($"SqlServer/Sql/{name}.sql")).Replace("primary key", "", StringComparison.Ordinal);

        Keyword().Matches(bare).Select(match => match.Value).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(SqlServer))]
    public void Columns_of_JSON_that_are_compared_have_the_tables_collation(string name)
    {
        // Text from OPENJSON has the database's collation; compared with a column of ours it needs the column's, or the server refuses.
        foreach (var line in SqlFile.Read($"SqlServer/Sql/{name}.sql").Split('\n').Where(line => Comparison().IsMatch(line)))
            line.ShouldContain("collate Latin1_General_100_BIN2");
    }

    private static IEnumerable<string> Names(string database) =>
        typeof(SqlFile).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"{database}/Sql/", StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name));

    private static string WithoutTextAndComments(string text) => TextOrComment().Replace(text, "");

    [GeneratedRegex("--[^\n]*|'[^']*'")]
    private static partial Regex TextOrComment();

    [GeneratedRegex(@"(?<![\[@\w])(checkpoint|key|cursor|at|timestamp|sequence|interval)(?![\]\w])")]
    private static partial Regex Keyword();

    [GeneratedRegex(@"(on|and|where) \w+\.\[?\w+\]? = (burst|removed|execution|effect|payload|reference|resolved|lease|met|settled|sent)\.\[?(\w*id|hash|source|key)\b|in \(select id (?!collate).*openjson")]
    private static partial Regex Comparison();
}
