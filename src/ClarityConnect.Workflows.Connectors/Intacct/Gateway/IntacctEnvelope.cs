using System.Xml.Linq;

namespace ClarityConnect.Workflows.Connectors.Intacct.Gateway;

/// <summary>Writes requests in the order of elements that Intacct's own SDKs use.</summary>
internal static class IntacctEnvelope
{
    /// <summary>A request.</summary>
    /// <param name="login">The sender.</param>
    /// <param name="authentication">The login or session element.</param>
    /// <param name="controlId">What the request is recognised by.</param>
    /// <param name="functions">The functions with what each is recognised by.</param>
    /// <param name="once">Whether Intacct refuses to execute a function whose control id it executed before.</param>
    /// <param name="allOrNothing">Whether all functions are undone when one is refused.</param>
    public static XDocument Request(
        IntacctLogin login, XElement authentication, string controlId, IEnumerable<(string ControlId, XElement Function)> functions, bool once, bool allOrNothing) => new(
        new XElement(
            "request",
            new XElement(
                "control",
                new XElement("senderid", login.SenderId),
                new XElement("password", login.SenderPassword.Reveal()),
                new XElement("controlid", controlId),
                new XElement("uniqueid", once ? "true" : "false"),
                new XElement("dtdversion", "3.0"),
                new XElement("includewhitespace", "false")),
            new XElement(
                "operation",
                new XAttribute("transaction", allOrNothing ? "true" : "false"),
                new XElement("authentication", authentication),
                new XElement("content", functions.Select(one => new XElement("function", new XAttribute("controlid", one.ControlId), one.Function))))));

    /// <summary>The authentication of the sign-in.</summary>
    public static XElement Login(IntacctLogin login) => new(
        "login",
        new XElement("userid", login.UserId),
        new XElement("companyid", login.CompanyId),
        new XElement("password", login.UserPassword.Reveal()),
        login.EntityId is null ? null : new XElement("locationid", login.EntityId));

    /// <summary>The authentication of every other call.</summary>
    public static XElement Session(string sessionId) => new("sessionid", sessionId);

    /// <summary>The function that begins a session.</summary>
    public static XElement GetSession(IntacctLogin login) =>
        new("getAPISession", login.EntityId is null ? null : new XElement("locationid", login.EntityId));
}
