using System.Xml;
using System.Xml.Linq;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>The envelope of a request.</summary>
internal sealed record IntacctRequest
{
    public required string SenderId { get; init; }
    public required string SenderPassword { get; init; }
    public required string ControlId { get; init; }

    /// <summary>Refuses functions whose control id was executed before; true unless the request says otherwise.</summary>
    public required bool UniqueId { get; init; }
    public required string DtdVersion { get; init; }
    public required bool Asynchronous { get; init; }
    public required bool AdditionalErrorInfo { get; init; }

    /// <summary>All functions or none.</summary>
    public required bool Transaction { get; init; }

    /// <summary>The login or sessionid element.</summary>
    public required XElement Credentials { get; init; }
    public required IReadOnlyList<IntacctFunction> Functions { get; init; }

    /// <summary>Reads a request.</summary>
    /// <exception cref="IntacctRefusal">It is not XML, or an element of the envelope is missing (XL03000003).</exception>
    public static IntacctRequest Parse(string body)
    {
        XElement root;
        try
        {
            root = XDocument.Parse(body).Root!;
        }
        catch (XmlException e)
        {
            throw Invalid($"XML Parse schema error: {e.Message}");
        }
        if (root.Name != "request")
            throw Invalid($"The root element is {root.Name}, not request.");
        var control = Child(root, "control");
        var operation = Child(root, "operation");
        var credentials = Child(operation, "authentication").Elements().FirstOrDefault(e => e.Name == "login" || e.Name == "sessionid")
            ?? throw Invalid("authentication needs login or sessionid.");
        var functions = Child(operation, "content").Elements("function").Select(Function).ToList();
        if (functions.Count == 0)
            throw Invalid("content needs at least one function.");
        var dtd = Text(control, "dtdversion");
        if (dtd is not ("3.0" or "2.1"))
            throw Invalid($"dtdversion {dtd} is not known.");
        return new IntacctRequest
        {
            SenderId = Text(control, "senderid"),
            SenderPassword = Text(control, "password"),
            ControlId = Limited(Text(control, "controlid"), "controlid"),
            UniqueId = Flag(control, "uniqueid", otherwise: true),
            DtdVersion = dtd,
            Asynchronous = control.Element("policyid") is { Value.Length: > 0 },
            AdditionalErrorInfo = Flag(control, "showadditionalerrorinfo", otherwise: false),
            Transaction = operation.Attribute("transaction")?.Value == "true",
            Credentials = credentials,
            Functions = functions,
        };
    }

    private static IntacctFunction Function(XElement function) => new(
        Limited(function.Attribute("controlid")?.Value ?? throw Invalid("function needs the attribute controlid."), "function controlid"),
        function.Elements().FirstOrDefault() ?? throw Invalid("function is empty."));

    private static XElement Child(XElement parent, string name) => parent.Element(name) ?? throw Invalid($"{parent.Name} needs {name}.");

    private static string Text(XElement parent, string name) => Child(parent, name).Value.Trim();

    private static bool Flag(XElement parent, string name, bool otherwise) => parent.Element(name)?.Value.Trim() switch
    {
        null or "" => otherwise,
        "true" => true,
        "false" => false,
        var other => throw Invalid($"{name} is '{other}', not true or false."),
    };

    private static string Limited(string value, string name) =>
        value.Length is >= 1 and <= 256 ? value : throw Invalid($"{name} needs 1 to 256 characters.");

    private static IntacctRefusal Invalid(string text) => new("XL03000003", text);
}
