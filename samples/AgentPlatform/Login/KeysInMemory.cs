using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AgentPlatform.Login;

/// <summary>
/// The framework's sign-in services bring data protection along, which writes a key into the home folder at start. Nothing here
/// uses that key, so it stays in memory.
/// </summary>
internal sealed class KeysInMemory : IXmlRepository
{
    private readonly List<XElement> _elements = [];

    public static void Configure(KeyManagementOptions options) => options.XmlRepository = new KeysInMemory();

    public IReadOnlyCollection<XElement> GetAllElements() => [.. _elements];

    public void StoreElement(XElement element, string friendlyName) => _elements.Add(element);
}
