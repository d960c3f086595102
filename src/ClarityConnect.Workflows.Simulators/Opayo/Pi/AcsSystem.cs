using System.Net;
using System.Web;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Wire;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.Opayo.Pi;

/// <summary>
/// The bank's page. A browser posts creq to it and gets a page that posts cres on to the shop; <c>?result=N</c> is a customer who fails.
/// </summary>
internal sealed class AcsSystem : ISimulatedSystem
{
    public string Name => "opayo-acs";

    public Call Read(HttpRequest request, string path, string body)
    {
        var form = HttpUtility.ParseQueryString(body);
        return new Call([new CallPart("challenge", path)], _ => string.IsNullOrEmpty(form["creq"])
            ? Answer.Text(400, "text/plain; charset=utf-8", "creq is missing")
            : Answer.Text(200, "text/html; charset=utf-8", Page(path, form["threeDSSessionData"], request.Query["result"] != "N")));
    }

    public Answer Refuse(Fault fault, int status) => Answer.Text(status, "text/html; charset=utf-8", "<html><body>Unavailable</body></html>");

    private static string Page(string transactionId, string? sessionData, bool authenticated) =>
        "<!DOCTYPE html><html><body onload=\"document.forms[0].submit()\"><form method=\"post\" data-to=\"notificationURL\">"
        + $"<input type=\"hidden\" name=\"cres\" value=\"{PiJson.ChallengeResponse(transactionId, authenticated)}\">"
        + $"<input type=\"hidden\" name=\"threeDSSessionData\" value=\"{WebUtility.HtmlEncode(sessionData ?? "")}\"></form></body></html>";
}
