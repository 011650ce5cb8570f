using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Jint;
using Jint.Native;

namespace ExecutionContextGuard.Tool.Tests.Page;

/// <summary>
/// The page with its own script running, without a browser: a script engine, and the part of the DOM that the script uses. What it asks for beyond
/// that part is an error, so that a test says so.
/// </summary>
internal sealed class ScriptedPage
{
    private readonly Engine _engine = new(static options => options.Strict());
    private readonly Dictionary<IElement, ScriptedElement> _elements = [];
    private readonly Dictionary<(IElement? Element, string Name), List<JsValue>> _listeners = [];
    private readonly Queue<JsValue> _timers = [];

    public ScriptedPage(IHtmlDocument document, string hash = "")
    {
        Document = document;
        Location = new ScriptedLocation { Hash = hash };
        _engine.SetValue("document", new ScriptedDocument(this));
        _engine.SetValue("location", Location);
        _engine.SetValue("history", new ScriptedHistory(Location));
        _engine.SetValue("addEventListener", new Action<string, JsValue>((name, listener) => Listen(null, name, listener)));
        _engine.SetValue("setTimeout", new Action<JsValue, int>((callback, _) => _timers.Enqueue(callback)));
        _engine.Execute(document.QuerySelector("script")!.TextContent);
    }

    public IHtmlDocument Document { get; }

    public ScriptedLocation Location { get; }

    public IElement? Focused { get; private set; }

    public IEnumerable<IElement> Shown => Document.QuerySelectorAll(".finding").Where(finding => finding.IsSeen());

    /// <summary>As a person sets a control.</summary>
    public void Set(string id, string value)
    {
        Element(Document.GetElementById(id)!).Value = value;
        Fire(Document.GetElementById("filter"), "input");
    }

    public void Click(string id) => Fire(Document.GetElementById(id), "click");

    public void Reset()
    {
        Fire(Document.GetElementById("filter"), "reset");
        foreach (var control in Document.QuerySelectorAll("input, select"))
        {
            Element(control).Value = "";
        }

        while (_timers.TryDequeue(out var callback))
        {
            _engine.Invoke(callback);
        }
    }

    public void Follow(string hash)
    {
        Location.Hash = hash;
        Fire(null, "hashchange");
    }

    public void Fire(IElement? target, string name)
    {
        // An event that nobody listens to would make a test that proves nothing.
        foreach (var listener in _listeners[(target, name)])
        {
            _engine.Invoke(listener);
        }
    }

    private void Listen(IElement? target, string name, JsValue listener)
    {
        if (!_listeners.TryGetValue((target, name), out var listeners))
        {
            _listeners.Add((target, name), listeners = []);
        }

        listeners.Add(listener);
    }

    private ScriptedElement Element(IElement element)
    {
        if (!_elements.TryGetValue(element, out var scripted))
        {
            _elements.Add(element, scripted = new ScriptedElement(this, element));
        }

        return scripted;
    }

    private ScriptedElement[] Elements(IEnumerable<IElement> elements) => [.. elements.Select(Element)];

    internal sealed class ScriptedLocation
    {
        public string Hash { get; set; } = "";

        public string Pathname => "/report.html";
    }

    internal sealed class ScriptedHistory(ScriptedLocation location)
    {
        public void ReplaceState(JsValue state, string title, string url)
        {
            Assert.StartsWith(location.Pathname, url, StringComparison.Ordinal);
            location.Hash = url[location.Pathname.Length..];
        }
    }

    internal sealed class ScriptedDocument(ScriptedPage page)
    {
        public ScriptedElement? GetElementById(string id) => page.Document.GetElementById(id) is { } element ? page.Element(element) : null;

        public ScriptedElement[] QuerySelectorAll(string selector) => page.Elements(page.Document.QuerySelectorAll(selector));
    }

    internal sealed class ScriptedElement(ScriptedPage page, IElement element)
    {
        private string? _value;

        public string Id => element.Id ?? "";

        public string TextContent
        {
            get => element.TextContent;
            set => element.TextContent = value;
        }

        public bool Hidden
        {
            get => element.HasAttribute("hidden");
            set => Toggle("hidden", value);
        }

        public bool Open
        {
            get => element.HasAttribute("open");
            set => Toggle("open", value);
        }

        public string Value
        {
            get => _value ?? element.GetAttribute("value") ?? "";
            set => _value = value;
        }

        public Dictionary<string, string> Dataset => element.Attributes.Where(attribute => attribute.Name.StartsWith("data-", StringComparison.Ordinal)).ToDictionary(attribute => attribute.Name[5..], attribute => attribute.Value);

        public ScriptedElement[] Options => page.Elements(((IHtmlSelectElement)element).Options);

        public ScriptedElement? QuerySelector(string selector) => element.QuerySelector(selector) is { } found ? page.Element(found) : null;

        public ScriptedElement[] QuerySelectorAll(string selector) => page.Elements(element.QuerySelectorAll(selector));

        public bool Contains(ScriptedElement other) => other.IsIn(element);

        public void AddEventListener(string name, JsValue listener) => page.Listen(element, name, listener);

        public void Focus() => page.Focused = element;

        private bool IsIn(IElement ancestor) => ancestor.Contains(element);

        private void Toggle(string name, bool on)
        {
            if (on)
            {
                element.SetAttribute(name, "");
            }
            else
            {
                element.RemoveAttribute(name);
            }
        }
    }
}
