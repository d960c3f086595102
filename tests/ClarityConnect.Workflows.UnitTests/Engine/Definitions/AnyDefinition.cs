using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace ClarityConnect.Workflows.UnitTests.Engine.Definitions;

/// <summary>Makes definitions of every shape: nested containers, unknown types and members, designer metadata, odd numbers and texts.</summary>
internal static class AnyDefinition
{
    private static readonly string[] Containers = ["Elsa.Flowchart", "Elsa.Sequence", "Elsa.If", "Elsa.ForEach", "Acme.Container"];
    private static readonly string[] Leaves = ["Elsa.WriteLine", "Elsa.SetVariable", "Elsa.Event", "Acme.Unknown", "", "elsa.writeline", "Elsa.NotFoundActivity"];
    private static readonly string[] Numbers = ["0", "-0", "1.10", "1e2", "1E+2", "-1.0e-7", "12345678901234567890123", "0.30000000000000004", "1.000", "9007199254740993"];
    private static readonly string[] Texts =
    [
        "", " ", "text", "ünïcödé", "日本語", "😀", "\uFEFF", "\u0000\u001f", "\u2028\u2029", "quote\" back\\slash /", "<script>&'+", "{\\\"id\\\":1}", "a\tb\r\nc", "\uFFFD", "\u0301",
    ];

    private static readonly string[] Names =
    [
        "id", "Id", "ID", "name", "Name", "type", "$id", "$ref", "$schema", "$values", "_type", "items", "__proto__", "metadata", "customProperties", "notFoundConnections", "x y", "", "é", "e\u0301", "\"", "value",
    ];

    private static readonly string[] Owned = ["id", "definitionId", "version", "isLatest", "isPublished", "root"];

    public static Gen<string> Documents =>
        from members in Members(3)
        from envelope in Members(1)
        from root in Activity(4)
        from at in Gen.Choose(0, 10)
        select Document(members.Concat(envelope), root, at);

    private static string Document(IEnumerable<(string Name, string Json)> members, string root, int at)
    {
        var all = members.Where(member => !Owned.Contains(member.Name)).ToList();
        all.Insert(Math.Min(at, all.Count), ("root", root));
        all.Insert(0, ("definitionId", "\"d1\""));
        return Object(all);
    }

    private static Gen<string> Activity(int depth)
    {
        var leaf =
            from type in Gen.Elements(Leaves)
            from id in Gen.Choose(0, 5)
            from members in Members(2)
            select Object([("id", $"\"a{id}\""), ("type", Text(type)), ("metadata", """{"designer":{"position":{"x":-260.5,"y":1.10},"size":{"width":170.40,"height":54}}}"""), .. members]);
        if (depth == 0)
            return leaf;
        var container =
            from type in Gen.Elements(Containers)
            from children in Gen.ListOf(Activity(depth - 1), 3)
            from branch in Activity(depth - 1)
            from members in Members(1)
            select Object([.. members, ("type", Text(type)), ("activities", $"[{string.Join(',', children)}]"), ("then", branch), ("connections", """[{"source":"a1","target":"a2","sourcePort":"Done"},{"vertices":[]}]""")]);
        return Gen.OneOf(leaf, container);
    }

    private static Gen<List<(string Name, string Json)>> Members(int depth) =>
        from members in Gen.ListOf(
            from name in Gen.Elements(Names)
            from number in Gen.Choose(0, 40)
            from value in Value(depth)
            select (number < 25 ? name : $"{name}{number}", value))
        select members.DistinctBy(member => member.Item1).Take(8).ToList();

    private static Gen<string> Value(int depth)
    {
        var scalar = Gen.OneOf(Gen.Elements(Numbers), Gen.Elements(Texts).Select(Text), Gen.Elements("true", "false", "null", "[]", "{}"));
        if (depth == 0)
            return scalar;
        return Gen.OneOf(scalar, Members(depth - 1).Select(Object), Gen.ListOf(Value(depth - 1), 3).Select(items => $"[{string.Join(',', items)}]"));
    }

    private static string Object(IEnumerable<(string Name, string Json)> members) =>
        $"{{{string.Join(',', members.DistinctBy(member => member.Name).Select(member => $"{Text(member.Name)}:{member.Json}"))}}}";

    private static string Text(string value) => JsonValue.Create(value)!.ToJsonString();
}
